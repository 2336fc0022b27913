import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flags, isActiveIn, layout, packConfig, packLineRequest, packValues, requests, textAt, unpackEvents } from './uapi.js';

/** Asks the C compiler what the kernel's own header says of each expression. */
function fromHeader(expressions: readonly string[]): bigint[] {
  const folder = mkdtempSync(join(tmpdir(), 'etapiste-uapi-'));
  try {
    const prints = expressions.map((expression) => `  printf("%llu\\n", (unsigned long long)(${expression}));`);
    const program = ['#include <stddef.h>', '#include <stdio.h>', '#include <linux/gpio.h>', 'int main(void) {', ...prints, '}'];
    writeFileSync(join(folder, 'ask.c'), program.join('\n'));
    execFileSync('cc', ['-o', join(folder, 'ask'), join(folder, 'ask.c')]);
    return execFileSync(join(folder, 'ask'), { encoding: 'utf8' }).trim().split('\n').map(BigInt);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const structs = {
  chipInfo: ['gpiochip_info', { label: 'label', lines: 'lines' }],
  lineInfo: ['gpio_v2_line_info', { consumer: 'consumer', offset: 'offset' }],
  lineRequest: [
    'gpio_v2_line_request',
    {
      offsets: 'offsets',
      consumer: 'consumer',
      config: 'config',
      numLines: 'num_lines',
      eventBufferSize: 'event_buffer_size',
      fd: 'fd',
    },
  ],
  lineConfig: ['gpio_v2_line_config', { flags: 'flags', numAttrs: 'num_attrs', attrs: 'attrs' }],
  attribute: ['gpio_v2_line_config_attribute', { id: 'attr.id', value: 'attr.values', mask: 'mask' }],
  values: ['gpio_v2_line_values', { bits: 'bits', mask: 'mask' }],
  event: ['gpio_v2_line_event', { timestampNs: 'timestamp_ns', id: 'id' }],
} as const satisfies Record<keyof typeof layout, readonly [string, Record<string, string>]>;

describe("the kernel's structs for GPIO lines", () => {
  it('are laid out as the header of the kernel says', () => {
    const asked = Object.entries(structs).flatMap(([ours, [name, fields]]) => [
      { ours: layout[ours as keyof typeof layout].size, theirs: `sizeof(struct ${name})` },
      ...Object.entries(fields).map(([field, member]) => ({
        ours: (layout[ours as keyof typeof layout] as Record<string, number>)[field],
        theirs: `offsetof(struct ${name}, ${member})`,
      })),
    ]);
    const said = fromHeader(asked.map(({ theirs }) => theirs));
    expect(asked.map(({ ours, theirs }) => [theirs, ours])).toEqual(
      asked.map(({ theirs }, index) => [theirs, Number(said[index])]),
    );
  });

  it('are asked for by the numbers of the header', () => {
    const names = {
      chipInfo: 'GPIO_GET_CHIPINFO_IOCTL',
      lineInfo: 'GPIO_V2_GET_LINEINFO_IOCTL',
      getLine: 'GPIO_V2_GET_LINE_IOCTL',
      setConfig: 'GPIO_V2_LINE_SET_CONFIG_IOCTL',
      getValues: 'GPIO_V2_LINE_GET_VALUES_IOCTL',
      setValues: 'GPIO_V2_LINE_SET_VALUES_IOCTL',
    } satisfies Record<keyof typeof requests, string>;
    expect(Object.values(requests).map(BigInt)).toEqual(fromHeader(Object.values(names)));
  });

  it('carry the flags of the header', () => {
    const names = ['ACTIVE_LOW', 'INPUT', 'OUTPUT', 'EDGE_RISING', 'EDGE_FALLING'].concat(
      ['UP', 'DOWN'].map((direction) => `BIAS_PULL_${direction}`),
      'BIAS_DISABLED',
    );
    expect(Object.values(flags)).toEqual(fromHeader(names.map((name) => `GPIO_V2_LINE_FLAG_${name}`)));
  });
});

describe('a line that is asked for', () => {
  const { attribute, lineConfig, lineRequest } = layout;

  it('says pin, consumer, and how many events to keep', () => {
    const packed = packLineRequest(17, 'etapiste', { flags: flags.input }, 64);
    expect(packed.readUInt32LE(lineRequest.offsets)).toBe(17);
    expect(textAt(packed, lineRequest.consumer)).toBe('etapiste');
    expect(packed.readBigUInt64LE(lineRequest.config + lineConfig.flags)).toBe(flags.input);
    expect([packed.readUInt32LE(lineRequest.numLines), packed.readUInt32LE(lineRequest.eventBufferSize)]).toEqual([1, 64]);
  });

  it('has its debounce in microseconds and its first level as attributes, and none where none is wanted', () => {
    const attributes = (packed: Buffer) =>
      Array.from({ length: packed.readUInt32LE(lineConfig.numAttrs) }, (_, index) => {
        const start = lineConfig.attrs + index * attribute.size;
        const number = (offset: number) => Number(packed.readBigUInt64LE(start + offset));
        return { id: packed.readUInt32LE(start), value: number(attribute.value), mask: number(attribute.mask) };
      });
    expect(attributes(packConfig({ flags: flags.input, debounceMs: 50 }))).toEqual([{ id: 3, value: 50_000, mask: 1 }]);
    expect(attributes(packConfig({ flags: flags.output, isActive: true }))).toEqual([{ id: 2, value: 1, mask: 1 }]);
    expect(attributes(packConfig({ flags: flags.output, isActive: false }))).toEqual([{ id: 2, value: 0, mask: 1 }]);
    expect(attributes(packConfig({ flags: flags.input, debounceMs: 0 }))).toEqual([]);
  });

  it('tells its level, and its edges in their order with their times', () => {
    expect([isActiveIn(packValues(true)), isActiveIn(packValues(false))]).toEqual([true, false]);
    const events = Buffer.alloc(2 * layout.event.size);
    for (const [index, id] of [1, 2].entries()) {
      events.writeBigUInt64LE(5_000_000_000n + BigInt(index) * 1_500_000n, index * layout.event.size);
      events.writeUInt32LE(id, index * layout.event.size + layout.event.id);
    }
    expect(unpackEvents(events)).toEqual([
      { isActive: true, atMs: 5_000 },
      { isActive: false, atMs: 5_001.5 },
    ]);
  });
});
