import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { seconds } from '@etapiste/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock/index.js';
import { SelfCheck } from '../faults/index.js';
import type { InputPlan } from '../hardware/index.js';
import type { PinBoard, PinEvents } from '../hardware/pin-board.js';
import { SettledLevel } from '../hardware/settled-level.js';
import { WiredDriver } from '../hardware/wired.driver.js';
import { silentLog } from '../log/index.js';
import { BenchCallHub, BenchLink, count, eventually, seed } from '../testing/index.js';
import { ModelButton, stableMs } from '../testing/model-button.js';
import { CallButtons } from './call-buttons.js';
import { CallsFeature } from './calls.feature.js';
import { Outbox } from './outbox.js';
import { PressSender } from './press-sender.js';
import type { HeldPress } from './press.js';

const stories = count(500, 10_000);
const input: InputPlan = { driver: 'onoff', pin: 17, active: 'low', pull: 'up', stableMs };

/** What may happen in a room. Times are milliseconds. */
type Step =
  | { readonly what: 'contact'; readonly closed: boolean; readonly forMs: number }
  | { readonly what: 'wait'; readonly forMs: number }
  | { readonly what: 'power-cut' | 'hub-leaves' | 'hub-returns' | 'disk-fills' | 'disk-frees' }
  | { readonly what: 'call-ends' | 'on-the-way' | 'hub-refuses' | 'hub-accepts' }
  | { readonly what: 'clock-jumps'; readonly to: string };

const duration = fc.oneof(
  fc.integer({ min: 1, max: 49 }),
  fc.integer({ min: 50, max: 400 }),
  fc.integer({ min: 2_800, max: 3_200 }),
  fc.integer({ min: 400, max: 5_000 }),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ what: fc.constant('contact' as const), closed: fc.boolean(), forMs: duration }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('wait' as const), forMs: fc.integer({ min: 1, max: 40_000 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constantFrom(
        ...(['power-cut', 'hub-leaves', 'hub-returns', 'disk-fills', 'disk-frees'] as const),
        ...(['call-ends', 'on-the-way', 'on-the-way', 'hub-refuses', 'hub-accepts'] as const),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('clock-jumps' as const),
      to: fc.constantFrom('1970-01-01T00:00:00.000Z', '2026-11-24T07:50:00.000Z', '2099-12-31T23:59:59.000Z'),
    }),
  },
);

const pressFor = (forMs: number): Step[] => [
  { what: 'contact', closed: true, forMs },
  { what: 'contact', closed: false, forMs: 200 },
];
/** What chance alone would seldom bring together. */
const hardLuck: fc.Arbitrary<Step[]> = fc.oneof(
  fc
    .array(fc.integer({ min: 1, max: 60 }), { minLength: 4, maxLength: 12 })
    .map((gaps) => gaps.map((forMs, index) => ({ what: 'contact', closed: index % 2 === 0, forMs }) as const)),
  fc.constant<Step[]>([
    { what: 'hub-leaves' },
    { what: 'disk-fills' },
    ...pressFor(100),
    { what: 'disk-frees' },
    { what: 'power-cut' },
  ]),
  fc.constant<Step[]>([
    ...pressFor(100),
    { what: 'on-the-way' },
    { what: 'contact', closed: true, forMs: 1_000 },
    { what: 'call-ends' },
    { what: 'wait', forMs: 5_000 },
    { what: 'contact', closed: false, forMs: 200 },
  ]),
);
const anyStory = fc
  .array(fc.oneof({ weight: 9, arbitrary: anyStep.map((step) => [step]) }, { weight: 1, arbitrary: hardLuck }), { maxLength: 40 })
  .map((parts) => parts.flat());

/** The button's contact on the wall, and a board that reads it as the drivers without a kernel's debounce do. */
class WallContact implements PinBoard {
  readonly name = 'wall';
  private isClosed = false;
  private level: SettledLevel | undefined;

  constructor(private readonly clock: ManualClock) {}

  set(isClosed: boolean): void {
    this.isClosed = isClosed;
    this.level?.read(isClosed, this.clock.monotonicMs());
  }

  /** The controller's power is cut: nothing reads the contact any more. */
  cut(): void {
    this.level?.stop();
  }

  open(_inputs: readonly InputPlan[], _lamps: readonly unknown[], events: PinEvents) {
    const onSettled = (isActive: boolean, sinceMs: number) => events.onLevel(input, isActive, sinceMs);
    this.level = new SettledLevel(this.isClosed, input.stableMs, onSettled, this.clock);
    const wasClosed = this.isClosed;
    return Promise.resolve({
      found: 'a wall',
      isActive: () => wasClosed,
      light: () => undefined,
      close: () => Promise.resolve(),
    });
  }
}

/** One life of a controller, from power on to power off: everything between the contact and the wire, and the disk. */
class Life {
  readonly link: BenchLink;
  readonly made: HeldPress[] = [];
  readonly selfCheck: SelfCheck;
  private readonly outbox: Outbox;
  private readonly parts: { start(): void | Promise<void>; stop(): void | Promise<void> }[];

  constructor(
    contact: WallContact,
    dataDir: string,
    private readonly hub: BenchCallHub,
    private readonly clock: ManualClock,
  ) {
    const log = silentLog();
    this.link = new BenchLink(hub, clock);
    this.selfCheck = new SelfCheck(this.link, clock, log);
    this.outbox = new Outbox(dataDir, log);
    const sender = new PressSender(this.outbox, this.link, this.selfCheck, clock, log);
    const calls = new CallsFeature(sender, () => undefined, this.link, clock, log);
    const driver = new WiredDriver(contact, { callButtons: [input], occupancySensors: [], lamps: [] }, clock);
    const raise = (held: HeldPress) => {
      this.made.push(held);
      calls.raise(held);
    };
    const buttons = new CallButtons(
      driver.callButtons,
      () => calls.rules(),
      () => true,
      raise,
      this.selfCheck,
      clock,
    );
    this.parts = [driver, calls, sender, buttons];
  }

  async begin(): Promise<void> {
    for (const part of this.parts) await part.start();
    this.hub.join(this.link);
    await this.pass(0);
  }

  /** Lets time go by, and the disk answer. */
  async pass(forMs: number): Promise<void> {
    for (let left = forMs; left >= 0; left -= seconds(10)) {
      this.clock.pass(Math.min(left, seconds(10)));
      await this.outbox.idle();
      await turn();
      this.clock.pass(0);
      if (left === 0) break;
    }
  }

  /** No farewell: whatever is in memory only is gone. */
  async cutPower(): Promise<void> {
    this.link.cut();
    for (const part of this.parts) await part.stop();
  }
}

describe('presses, in any story', () => {
  const disk = mkdtempSync(join(tmpdir(), 'etapiste-presses-'));
  // Only root may mount a small disk that can be filled, and not in every container: then no disk fills.
  let canFill = false;
  beforeAll(() => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
      canFill = true;
    } catch {
      canFill = false;
    }
  });
  afterAll(() => {
    if (canFill) execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  const ballast = join(disk, 'ballast');
  const fill = () => {
    if (canFill) expect(() => writeFileSync(ballast, Buffer.alloc(512 * 1024))).toThrow('ENOSPC');
  };
  const free = () => rmSync(ballast, { force: true });

  async function live(steps: readonly Step[], dataDir: string): Promise<void> {
    const clock = new ManualClock();
    const hub = new BenchCallHub(clock);
    const contact = new WallContact(clock);
    const made: HeldPress[] = [];
    const lostWithPower: string[] = [];
    let isFull = false;
    // What the room can know of its call: the truth while it hears the hub, then what it heard last.
    let heard: typeof hub.call;
    let unanswered: string[] = [];
    let life = new Life(contact, dataDir, hub, clock);
    const model = new ModelButton({
      get isCalling() {
        return heard !== undefined || unanswered.length > 0;
      },
      get onTheWay() {
        return heard?.state === 'on-the-way' ? heard.id : undefined;
      },
    });
    const listen = () => {
      if (hub.isThere) heard = hub.call;
      const raised = life.made.filter(({ press }) => press.kind === 'raised').map(({ press }) => press.id);
      unanswered = [...unanswered, ...raised].filter((id) => !hub.answers.has(id));
    };
    /** Both live through the same time, moment by moment, so that each press is judged by what was known then. */
    const pass = async (forMs: number) => {
      const endMs = clock.monotonicMs() + forMs;
      while (model.dueMs <= endMs) {
        await life.pass(model.dueMs - clock.monotonicMs());
        model.due(clock.monotonicMs());
        listen();
      }
      await life.pass(endMs - clock.monotonicMs());
      listen();
    };
    const kept = () =>
      readdirSync(join(dataDir, 'outbox'))
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -5));
    const powerCut = async () => {
      // A disk that takes files again has them all by now: nothing may be lost but what a full disk refused.
      if (!isFull) await pass(seconds(10));
      const onDisk = new Set(kept());
      const lost = life.made.map(({ press }) => press.id).filter((id) => !onDisk.has(id) && !hub.answers.has(id));
      expect(isFull ? [] : lost, 'a power cut loses no press').toEqual([]);
      lostWithPower.push(...lost);
      made.push(...life.made);
      contact.cut();
      await life.cutPower();
      model.reboot();
      heard = undefined;
      unanswered = unanswered.filter((id) => onDisk.has(id));
      life = new Life(contact, dataDir, hub, clock);
      await life.begin();
      listen();
    };

    await life.begin();
    for (const step of steps) {
      switch (step.what) {
        case 'contact':
          contact.set(step.closed);
          model.contact(step.closed, clock.monotonicMs());
          await pass(step.forMs);
          break;
        case 'wait':
          await pass(step.forMs);
          break;
        case 'power-cut':
          await powerCut();
          break;
        case 'hub-leaves':
          hub.leave();
          await pass(0);
          break;
        case 'hub-returns':
          hub.comeBack();
          await pass(0);
          break;
        case 'disk-fills':
          fill();
          isFull = canFill;
          break;
        case 'disk-frees':
          free();
          isFull = false;
          break;
        case 'call-ends':
          hub.setCall(undefined);
          await pass(0);
          break;
        case 'on-the-way':
          if (hub.call) hub.setCall({ ...hub.call, state: 'on-the-way' });
          await pass(0);
          break;
        case 'hub-refuses':
        case 'hub-accepts':
          hub.refuses = step.what === 'hub-refuses';
          break;
        case 'clock-jumps':
          clock.setWall(step.to);
      }
    }
    free();
    contact.set(false);
    model.contact(false, clock.monotonicMs());
    hub.comeBack();
    await pass(seconds(40));

    made.push(...life.made);
    const at = ({ press, closedAtMs }: HeldPress) => ({ kind: press.kind, atMs: closedAtMs });
    expect(made.map(at), 'each press and no other').toEqual(model.presses);
    const answered = made.map(({ press }) => press.id).filter((id) => hub.answers.has(id));
    expect(
      answered.length + lostWithPower.length,
      'each press is answered, or was lost with the power while the disk was full',
    ).toBe(made.length);
    expect(hub.answers.size, 'nothing is answered that nobody pressed').toBe(answered.length);
    expect(kept(), 'nothing is left to send').toEqual([]);
    await eventually(() => expect(life.selfCheck.codes.filter((code) => code !== 'press-refused')).toEqual([]));
    await life.cutPower();
  }

  it(`are none lost and none invented (${stories} stories, seed ${seed})`, { timeout: count(120_000, 1_800_000) }, async () => {
    let told = 0;
    const tell = fc.asyncProperty(anyStory, async (steps) => {
      const dataDir = join(disk, String((told += 1)));
      try {
        await live(steps, dataDir);
      } finally {
        free();
        rmSync(dataDir, { recursive: true, force: true });
      }
    });
    await expect(fc.assert(tell, { numRuns: stories, seed })).resolves.toBeUndefined();
  });
});
