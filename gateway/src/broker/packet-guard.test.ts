import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacketSizeGuard } from './packet-guard.js';

const limit = 300;

/** A length as MQTT writes it: seven bits a byte, the lowest first. */
const lengthBytes = (length: number): number[] =>
  length < 0x80 ? [length] : [(length & 0x7f) | 0x80, ...lengthBytes(length >> 7)];

/** A packet that says how long it is, and is. What it is about does not matter here. */
const packetOf = (bytes: number) => Buffer.concat([Buffer.from([0x32, ...lengthBytes(bytes)]), Buffer.alloc(bytes, 0xff)]);

/** The same bytes in pieces of any sizes. */
function* pieces(stream: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let at = 0;
  for (let turn = 0; at < stream.length; turn += 1) {
    const size = sizes[turn % sizes.length] as number;
    yield stream.subarray(at, at + size);
    at += size;
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 });

describe('the guard of packet sizes', () => {
  it('lets any packets within the limit pass, however the line cuts them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 })), sizes, (payloads, cuts) => {
        const guard = new PacketSizeGuard(limit);
        const stream = Buffer.concat(payloads.map(packetOf));
        for (const piece of pieces(stream, cuts)) expect(guard.accepts(piece)).toBe(true);
      }),
    );
  });

  it('stops at a packet over the limit, whatever came before, before its payload has come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300 })),
        fc.integer({ min: 301, max: 200_000 }),
        sizes,
        (payloads, big, cuts) => {
          const guard = new PacketSizeGuard(limit);
          const before = Buffer.concat(payloads.map(packetOf));
          const beginning = packetOf(big).subarray(0, 5);
          const verdicts = [...pieces(Buffer.concat([before, beginning]), cuts)].map((piece) => guard.accepts(piece));
          expect(verdicts).toContain(false);
        },
      ),
    );
  });

  it('stops at a length that no packet may have', () => {
    expect(new PacketSizeGuard(limit).accepts(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x80]))).toBe(false);
  });
});
