import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseBefore, ResendingPress, type KeptPress, type PressAnswer } from './resending-press.js';

type Sending = { readonly id: string; readonly ageMs: number | null };

/** A terminal whose clock a test moves, and a hub that answers as the test says. */
class Terminal {
  nowMs = 1_000;
  readonly sendings: Sending[] = [];
  kept: KeptPress | undefined;
  private waiting: { readonly atMs: number; readonly due: () => void } | undefined;
  readonly press = new ResendingPress({
    ask: async (sending) => {
      this.sendings.push(sending);
      return this.answer(sending);
    },
    keep: (press) => (this.kept = press),
    monotonicMs: () => this.nowMs,
    now: () => new Date(Date.UTC(2026, 10, 24, 8) + this.nowMs),
    after: (pauseMs, due) => {
      const waiting = { atMs: this.nowMs + pauseMs, due };
      this.waiting = waiting;
      return () => {
        if (this.waiting === waiting) this.waiting = undefined;
      };
    },
    changed: () => undefined,
  });

  constructor(public answer: (sending: Sending) => PressAnswer | Promise<PressAnswer>) {}

  /** Lets this much time pass, and everything happen that is due in it. */
  async pass(milliseconds: number): Promise<void> {
    const endMs = this.nowMs + milliseconds;
    await settled();
    while (this.waiting && this.waiting.atMs <= endMs) {
      const { atMs, due } = this.waiting;
      this.waiting = undefined;
      this.nowMs = atMs;
      due();
      await settled();
    }
    this.nowMs = endMs;
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const unanswered: PressAnswer = { kind: 'unanswered' };
const stored: PressAnswer = { kind: 'stored', callId: 'call' };

describe('a press on the screen', () => {
  it('is one press with one id, whatever the hub fails to answer and however often the button is touched', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.array(fc.nat(4_000), { maxLength: 8 }), async (failures, touches) => {
        const terminal = new Terminal(() => (terminal.sendings.length > failures ? stored : unanswered));
        terminal.press.make();
        for (const pauseMs of touches) {
          await terminal.pass(pauseMs);
          if (terminal.press.state.kind === 'sending') terminal.press.make();
          terminal.press.hurry();
        }
        await terminal.pass(120_000);
        expect(new Set(terminal.sendings.map(({ id }) => id)).size).toBe(1);
        expect(terminal.sendings).toHaveLength(failures + 1);
        expect(terminal.press.state).toMatchObject({ kind: 'stored', callId: 'call' });
        expect(terminal.kept).toBeUndefined();
      }),
    );
  });

  it('tells its age anew with every sending, by the clock that never jumps', async () => {
    const terminal = new Terminal(() => unanswered);
    terminal.press.make();
    await terminal.pass(3_600);
    expect(terminal.sendings.map(({ ageMs }) => ageMs)).toEqual([0, 500, 1_500, 3_500]);
  });

  it('waits longer each time, but never more than five seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), (sending) => {
        expect(pauseBefore(sending)).toBeGreaterThanOrEqual(500);
        expect(pauseBefore(sending)).toBeLessThanOrEqual(5_000);
        expect(pauseBefore(sending + 1)).toBeGreaterThanOrEqual(pauseBefore(sending));
      }),
    );
  });

  it('goes on after a reload with the same id and no age: nobody knows how old it is', async () => {
    const before = new Terminal(() => unanswered);
    before.press.make();
    await before.pass(700);
    const { kept } = before;
    before.press.stop();
    expect(kept).toBeDefined();

    const after = new Terminal(() => stored);
    after.press.resume(kept as KeptPress);
    await settled();
    expect(after.sendings).toEqual([{ id: before.sendings[0]?.id, ageMs: null }]);
    expect(after.press.state.kind).toBe('stored');
  });

  it('is sent at once when the hub is heard again', async () => {
    const terminal = new Terminal(() => unanswered);
    terminal.press.make();
    await terminal.pass(20_000);
    const before = terminal.sendings.length;
    terminal.answer = () => stored;
    terminal.press.hurry();
    await settled();
    expect(terminal.sendings).toHaveLength(before + 1);
  });

  it('is not sent again when the hub has refused it', async () => {
    const terminal = new Terminal(() => ({ kind: 'refused' }));
    terminal.press.make();
    await terminal.pass(60_000);
    expect(terminal.sendings).toHaveLength(1);
    expect(terminal.press.state.kind).toBe('refused');
  });

  it('can be made anew while the answer to an older one is still on its way', async () => {
    let answerFirst: (answer: PressAnswer) => void = () => undefined;
    const terminal = new Terminal(() => new Promise((resolve) => (answerFirst = resolve)));
    terminal.press.make();
    terminal.press.forget();
    terminal.press.make();
    terminal.answer = () => stored;
    answerFirst(unanswered);
    await settled();
    expect(new Set(terminal.sendings.map(({ id }) => id)).size).toBe(2);
    expect(terminal.press.state.kind).toBe('stored');
  });
});
