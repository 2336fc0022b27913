import { newId, seconds } from '@etapiste/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock/index.js';
import { SelfCheck } from '../faults/index.js';
import { directLine, type ButtonEdge, type CallButton } from '../hardware/index.js';
import { ButtonPart } from '../hardware/parts.js';
import { SimulatedDriver, SimulatedRoomState } from '../hardware/simulated/index.js';
import { silentLog } from '../log/index.js';
import { fixedAccess, MqttLink } from '../mqtt/index.js';
import type { ButtonRules } from './call-button.js';
import { CallButtons } from './call-buttons.js';
import type { HeldPress } from './press.js';

const nowhere = { bootId: newId(), access: fixedAccess({ roomId: 'imatra-1', url: 'mqtt://127.0.0.1:1', password: 'x' }) };

describe('the call buttons of a room', () => {
  let clock: ManualClock;
  let room: SimulatedRoomState;
  let selfCheck: SelfCheck;
  let button: CallButtons;
  let rules: ButtonRules;
  let presses: HeldPress[];

  const kinds = () => presses.map(({ press }) => press.kind);
  const down = () => room.holdButton(clock.now());
  const up = () => room.releaseButton();
  const hold = (duration: number) => {
    down();
    clock.pass(seconds(duration));
    up();
  };

  /** Keeps what is pressed, and knows as a room does when its last press was. */
  const keep = (held: HeldPress) => {
    presses.push(held);
    rules = { ...rules, callingPressMs: held.closedAtMs };
  };
  const buttonsOf = (...buttons: CallButton[]) =>
    new CallButtons(
      buttons,
      () => rules,
      () => true,
      keep,
      selfCheck,
      clock,
    );

  beforeEach(async () => {
    clock = new ManualClock();
    room = new SimulatedRoomState('imatra-1');
    const driver = new SimulatedDriver(room, clock);
    await driver.start();
    selfCheck = new SelfCheck(new MqttLink(nowhere, directLine, clock, silentLog()), clock, silentLog());
    rules = { lockoutSeconds: 2, endPressSeconds: 3, callingPressMs: null, callOnTheWay: undefined };
    presses = [];
    button = buttonsOf(...driver.callButtons);
  });

  it('calls at the moment it closes, not when it is let go', () => {
    button.start();
    down();
    expect(presses).toEqual([
      {
        press: { kind: 'raised', id: presses[0]?.press.id, pressedAt: clock.now().toISOString(), clockSynced: true },
        closedAtMs: clock.monotonicMs(),
      },
    ]);
  });

  it('takes a second press within the lock-out for the same press, and a later one for a new', () => {
    button.start();
    hold(0.2);
    clock.pass(seconds(1.5));
    hold(0.2);
    expect(presses).toHaveLength(1);
    clock.pass(seconds(0.5));
    hold(0.2);
    expect(kinds()).toEqual(['raised', 'raised']);
    expect(presses[0]?.press.id).not.toBe(presses[1]?.press.id);
  });

  it('calls anew within the lock-out when the earlier call is over', () => {
    button.start();
    hold(0.2);
    rules = { ...rules, callingPressMs: null };
    hold(0.2);
    expect(kinds()).toEqual(['raised', 'raised']);
  });

  it('follows a lock-out that the hub changes', () => {
    button.start();
    rules = { ...rules, lockoutSeconds: 0 };
    hold(0.1);
    hold(0.1);
    expect(presses).toHaveLength(2);
  });

  it('calls nobody when it was held down since before the start', () => {
    down();
    button.start();
    clock.pass(seconds(10));
    up();
    expect(presses).toEqual([]);
    down();
    expect(kinds()).toEqual(['raised']);
  });

  it('ends the call whose advisor was on the way when a long press began', () => {
    const callId = newId();
    button.start();
    rules = { ...rules, callOnTheWay: callId };
    down();
    expect(kinds()).toEqual(['raised']);
    clock.pass(seconds(2.9));
    expect(kinds()).toEqual(['raised']);
    clock.pass(seconds(0.1));
    expect(presses[1]?.press).toMatchObject({ kind: 'ended', callId });
    clock.pass(seconds(20));
    up();
    expect(kinds()).toEqual(['raised', 'ended']);
  });

  it('ends a call also by a long press inside the lock-out', () => {
    button.start();
    hold(0.2);
    rules = { ...rules, callOnTheWay: newId() };
    hold(3);
    expect(kinds()).toEqual(['raised', 'ended']);
  });

  it('ends nothing when the advisor set out only after somebody leaned on it', () => {
    button.start();
    down();
    rules = { ...rules, callOnTheWay: newId() };
    clock.pass(seconds(10));
    up();
    expect(kinds()).toEqual(['raised']);
  });

  it('ends nothing when that call was over before the press was long', () => {
    button.start();
    rules = { ...rules, callOnTheWay: newId() };
    down();
    clock.pass(seconds(1));
    rules = { ...rules, callOnTheWay: newId() };
    clock.pass(seconds(5));
    up();
    expect(kinds()).toEqual(['raised']);
  });

  it('ends nothing by a short press', () => {
    button.start();
    rules = { ...rules, callOnTheWay: newId() };
    hold(2.9);
    clock.pass(seconds(10));
    expect(kinds()).toEqual(['raised']);
  });

  it('tells when the button is stuck, and when it works again', () => {
    button.start();
    down();
    clock.pass(seconds(29));
    expect(selfCheck.codes).toEqual([]);
    clock.pass(seconds(1));
    expect(selfCheck.codes).toEqual(['button-stuck']);
    up();
    clock.pass(seconds(1));
    expect(selfCheck.codes).toEqual([]);
    expect(presses).toHaveLength(1);
  });

  it('takes two buttons pressed together for one call, and names the one that is stuck', () => {
    const wireless = new ButtonPart('call-button');
    const wired = new ButtonPart('gpiochip 17');
    buttonsOf(wired, wireless).start();
    wired.change(true, clock.monotonicMs());
    wireless.pressed(clock.monotonicMs());
    expect(kinds()).toEqual(['raised']);
    clock.pass(seconds(30));
    wireless.pressed(clock.monotonicMs());
    expect(kinds()).toEqual(['raised', 'raised']);
    expect(selfCheck.codes).toEqual(['button-stuck']);
    wired.change(false, clock.monotonicMs());
    clock.pass(seconds(1));
    expect(selfCheck.codes).toEqual([]);
  });

  it('takes a long press told as one happening for a call, and after on the way for its end', () => {
    const wireless = new ButtonPart('call-button');
    buttonsOf(wireless).start();
    wireless.held(clock.monotonicMs());
    expect(kinds()).toEqual(['raised']);
    const callId = newId();
    rules = { ...rules, callOnTheWay: callId };
    clock.pass(seconds(60));
    wireless.held(clock.monotonicMs());
    expect(kinds()).toEqual(['raised', 'raised', 'ended']);
    expect(presses[2]?.press).toMatchObject({ callId });
  });

  it('knows the time of a press by a clock that nobody can set', () => {
    button.start();
    clock.setWall('1970-01-01T00:00:00.000Z');
    down();
    const [first] = presses;
    clock.setWall('2040-01-01T00:00:00.000Z');
    clock.pass(seconds(7));
    expect(clock.monotonicMs() - (first?.closedAtMs ?? 0)).toBe(seconds(7));
  });

  it('calls again although a wire lost the release of the press before', () => {
    const listeners: ((edge: ButtonEdge) => void)[] = [];
    const onEdge = (listener: (edge: ButtonEdge) => void) => {
      listeners.push(listener);
      return () => undefined;
    };
    const worn = buttonsOf({ name: 'worn', isDown: false, onEdge });
    worn.start();
    for (let count = 0; count < 2; count += 1) {
      for (const listener of listeners) listener({ kind: 'down', atMs: clock.monotonicMs() });
      clock.pass(seconds(5));
    }
    expect(kinds()).toEqual(['raised', 'raised']);
  });

  it('is silent after its stop', () => {
    button.start();
    rules = { ...rules, callOnTheWay: newId() };
    down();
    button.stop();
    clock.pass(seconds(60));
    up();
    down();
    expect(kinds()).toEqual(['raised']);
    expect(selfCheck.codes).toEqual([]);
  });
});
