import type { Milliseconds } from '@etapiste/protocol';

/**
 * The kernel's structs and requests for GPIO lines, version 2, as `linux/gpio.h` of Linux 5.10 and later lays them out: alike on 32
 * and 64 bits, little-endian on every Raspberry Pi. `uapi.test.ts` compares this table with what the C compiler says of the header.
 */
export const layout = {
  /** `struct gpiochip_info` */
  chipInfo: { size: 68, label: 32, lines: 64 },
  /** `struct gpio_v2_line_info` */
  lineInfo: { size: 256, consumer: 32, offset: 64 },
  /** `struct gpio_v2_line_request` */
  lineRequest: { size: 592, offsets: 0, consumer: 256, config: 288, numLines: 560, eventBufferSize: 564, fd: 588 },
  /** `struct gpio_v2_line_config` */
  lineConfig: { size: 272, flags: 0, numAttrs: 8, attrs: 32 },
  /** `struct gpio_v2_line_config_attribute`, its `attr` first */
  attribute: { size: 24, id: 0, value: 8, mask: 16 },
  /** `struct gpio_v2_line_values` */
  values: { size: 16, bits: 0, mask: 8 },
  /** `struct gpio_v2_line_event` */
  event: { size: 48, timestampNs: 0, id: 8 },
} as const;

/** `_IOR` and `_IOWR` of `asm-generic/ioctl.h`: direction, size of the argument, type 0xB4 for GPIO, number. */
const ioctlNumber = (direction: 'read' | 'read-write', number: number, size: number) =>
  (((direction === 'read' ? 2 : 3) << 30) | (size << 16) | (0xb4 << 8) | number) >>> 0;

export const requests = {
  chipInfo: ioctlNumber('read', 0x01, layout.chipInfo.size),
  lineInfo: ioctlNumber('read-write', 0x05, layout.lineInfo.size),
  getLine: ioctlNumber('read-write', 0x07, layout.lineRequest.size),
  setConfig: ioctlNumber('read-write', 0x0d, layout.lineConfig.size),
  getValues: ioctlNumber('read-write', 0x0e, layout.values.size),
  setValues: ioctlNumber('read-write', 0x0f, layout.values.size),
} as const;

/** `FIONBIO` of `asm-generic/ioctls.h`: reading never waits. */
export const neverWait = 0x5421;

/** `enum gpio_v2_line_flag` */
export const flags = {
  activeLow: 1n << 1n,
  input: 1n << 2n,
  output: 1n << 3n,
  edgeRising: 1n << 4n,
  edgeFalling: 1n << 5n,
  pullUp: 1n << 8n,
  pullDown: 1n << 9n,
  pullNone: 1n << 10n,
} as const;

/** `enum gpio_v2_line_attr_id` */
const outputValues = 2;
const debounce = 3;
const theOneLine = 1n;
const nameLength = 31;

/** How one line is wanted. Without a direction in the flags it stays as it is. */
export interface LineConfig {
  readonly flags: bigint;
  /** Inputs: a shorter pulse is no event. */
  readonly debounceMs?: Milliseconds;
  /** Outputs: active from the first moment or not. */
  readonly isActive?: boolean;
}

/** A line changed. */
export interface LineEvent {
  readonly isActive: boolean;
  /** CLOCK_MONOTONIC. */
  readonly atMs: Milliseconds;
}

/** `struct gpio_v2_line_config` for one line. */
export function packConfig(config: LineConfig): Buffer {
  const { lineConfig, attribute } = layout;
  const packed = Buffer.alloc(lineConfig.size);
  packed.writeBigUInt64LE(config.flags, lineConfig.flags);
  const attributes: [id: number, value: bigint][] = [];
  if (config.isActive !== undefined) attributes.push([outputValues, config.isActive ? theOneLine : 0n]);
  if (config.debounceMs) attributes.push([debounce, BigInt(config.debounceMs * 1_000)]);
  packed.writeUInt32LE(attributes.length, lineConfig.numAttrs);
  for (const [index, [id, value]] of attributes.entries()) {
    const start = lineConfig.attrs + index * attribute.size;
    packed.writeUInt32LE(id, start + attribute.id);
    packed.writeBigUInt64LE(value, start + attribute.value);
    packed.writeBigUInt64LE(theOneLine, start + attribute.mask);
  }
  return packed;
}

/** `struct gpio_v2_line_request` for one line; `events` is how many the kernel keeps until they are read (the oldest go first). */
export function packLineRequest(line: number, consumer: string, config: LineConfig, events: number): Buffer {
  const { lineRequest } = layout;
  const packed = Buffer.alloc(lineRequest.size);
  packed.writeUInt32LE(line, lineRequest.offsets);
  packed.write(consumer, lineRequest.consumer, nameLength, 'latin1');
  packConfig(config).copy(packed, lineRequest.config);
  packed.writeUInt32LE(1, lineRequest.numLines);
  packed.writeUInt32LE(events, lineRequest.eventBufferSize);
  return packed;
}

/** `struct gpio_v2_line_info`, to be filled by the kernel. */
export function packLineInfo(line: number): Buffer {
  const packed = Buffer.alloc(layout.lineInfo.size);
  packed.writeUInt32LE(line, layout.lineInfo.offset);
  return packed;
}

/** `struct gpio_v2_line_values` of one line: to be set, or to be filled. */
export function packValues(isActive: boolean): Buffer {
  const packed = Buffer.alloc(layout.values.size);
  packed.writeBigUInt64LE(isActive ? theOneLine : 0n, layout.values.bits);
  packed.writeBigUInt64LE(theOneLine, layout.values.mask);
  return packed;
}

export const isActiveIn = (values: Buffer): boolean => (values.readBigUInt64LE(layout.values.bits) & theOneLine) !== 0n;

/** A name or label of the kernel: Latin letters up to the first zero. */
export function textAt(struct: Buffer, offset: number): string {
  const text = struct.toString('latin1', offset, offset + nameLength);
  return text.split('\0', 1)[0] as string;
}

/** `bytes` as read from a line: whole events, in their order. */
export function unpackEvents(bytes: Buffer): LineEvent[] {
  const { event } = layout;
  return Array.from({ length: bytes.length / event.size }, (_, index) => {
    const start = index * event.size;
    // GPIO_V2_LINE_EVENT_RISING_EDGE: from inactive to active, whatever the polarity.
    const isActive = bytes.readUInt32LE(start + event.id) === 1;
    return { isActive, atMs: Number(bytes.readBigUInt64LE(start + event.timestampNs)) / 1e6 };
  });
}
