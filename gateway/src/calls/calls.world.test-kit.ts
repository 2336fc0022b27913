import { newId, type CallPolicies } from '@etapiste/protocol';
import { seconds } from '@etapiste/protocol';
import type { Config } from '../config/config.js';
import type { Store } from '../database/store.js';
import { LiveHub } from '../live/live-hub.js';
import { createLog } from '../log/log.js';
import { MailEntity, Mailer } from '../mail/index.js';
import { nobody, person } from '../people/people.test-kit.js';
import { PointEntity, PolicyEntity, Register, RoomEntity, Seed } from '../points/index.js';
import { TestClock } from '../testing/test-clock.js';
import { CallBook } from './call-book.js';
import { CallEventEntity } from './call-event.entity.js';
import { CallEntity } from './call.entity.js';
import { Calls } from './calls.service.js';
import { Escalation } from './escalation.service.js';
import { Presses, type Press } from './presses.service.js';
import { PressEntity } from './press.entity.js';
import { ShiftEntity } from './shift.entity.js';
import { Shifts } from './shifts.service.js';

export const callEntities = [
  PointEntity,
  RoomEntity,
  PolicyEntity,
  ShiftEntity,
  CallEntity,
  PressEntity,
  CallEventEntity,
  MailEntity,
];

/** A room `porvoo-1` and its hub, without wires: real store, real rules, a clock that tests move. */
export class CallsWorld {
  readonly clock = new TestClock();
  readonly roomId = 'porvoo-1';
  private constructor(
    readonly store: Store,
    readonly register: Register,
    readonly presses: Presses,
    readonly calls: Calls,
    readonly shifts: Shifts,
    readonly escalation: Escalation,
    clock: TestClock,
  ) {
    this.clock = clock;
  }

  /** `isDemo` keeps mails, so that mailing is possible; false = no mail server. */
  static async make(store: Store, { isDemo = true, clock = new TestClock() } = {}): Promise<CallsWorld> {
    const config = { isDemo, extraRooms: 0, mailFrom: 'hub@test' } as Config;
    const log = createLog('silent');
    const register = new Register(store, clock, createLog('silent'));
    const shifts = new Shifts(store, register, new LiveHub(nobody, store, {} as Config, clock, log), clock, log);
    const book = new CallBook();
    const escalation = new Escalation(store, book, register, shifts, new Mailer(config, store, clock, log), clock, log);
    await new Seed(store, config).plant();
    await register.load();
    const presses = new Presses(store, book, register, escalation, clock, log);
    return new CallsWorld(
      store,
      register,
      presses,
      new Calls(store, book, register, shifts, clock, log),
      shifts,
      escalation,
      clock,
    );
  }

  get policies(): CallPolicies {
    return this.register.policiesAt('porvoo');
  }

  press(changes: Partial<Press> = {}): Press {
    return {
      id: newId(),
      source: 'wall-button',
      ageMs: 10,
      clockSynced: true,
      pressedAt: this.clock.now().toISOString(),
      ...changes,
    };
  }

  /** An advisor whose page answers; returns the shift's id. */
  async advisor(name: string, pointIds = ['porvoo']): Promise<string> {
    return (await this.shifts.begin(person(name), { id: newId(), pointIds })).id;
  }

  /** Time goes on while pages on these shifts keep answering, then what is due is done. */
  async pass(secondsLong: number, ...connected: string[]): Promise<void> {
    this.clock.pass(seconds(secondsLong));
    for (const shiftId of connected) await this.shifts.keep(shiftId);
    await this.escalation.tick();
  }

  call(id: string | null): Promise<CallEntity> {
    return this.store.read((manager) => manager.findOneByOrFail(CallEntity, { id: id ?? '' }));
  }

  openCalls(): Promise<CallEntity[]> {
    return this.store.read((manager) => manager.query(`SELECT * FROM "call" WHERE "endedAt" IS NULL`));
  }

  happenings(callId: string | null): Promise<string[]> {
    const query = { where: { callId: callId ?? '' }, order: { id: 'ASC' } } as const;
    return this.store.read(async (manager) => (await manager.find(CallEventEntity, query)).map(({ what }) => what));
  }

  mails(): Promise<MailEntity[]> {
    return this.store.read((manager) => manager.find(MailEntity));
  }

  /** Nothing of what a press has set off goes on after it. */
  rest(): Promise<void> {
    return this.escalation.stop();
  }

  /** Ends whatever is open, so that each test begins with a quiet room. */
  async quieten(): Promise<void> {
    await this.rest();
    await this.store.write(async ({ manager }) => {
      for (const table of ['mail', 'call_event', 'press', 'call', 'shift']) await manager.query(`DELETE FROM "${table}"`);
    });
  }
}
