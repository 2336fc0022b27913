import type { Clock } from '../clock/index.js';
import type { Log } from '../log/index.js';
import { AutoBoard } from './auto-board.js';
import { FirmataBoard } from './firmata/index.js';
import { GpiochipBoard } from './gpiochip/index.js';
import type { HardwareDriver } from './hardware.js';
import { OnoffBoard } from './onoff/index.js';
import type { PinBoard } from './pin-board.js';
import type { RoomPlan, WiredPlan } from './room-plan.js';
import { WiredDriver } from './wired.driver.js';
import { ZigbeeDriver } from './zigbee/index.js';

type BoardName = WiredPlan['lamps'][number]['driver'];
const boardNames: readonly BoardName[] = ['auto', 'gpiochip', 'onoff', 'firmata'];

/** The drivers that a room's plan asks for, each once with all of its parts. */
export function driversFor(plan: RoomPlan, clock: Clock, log: Log): HardwareDriver[] {
  const wired = boardNames.flatMap((name) => {
    const parts = wiredTo(name, plan);
    return isEmpty(parts) ? [] : [new WiredDriver(boardFor(name, plan, clock, log), parts, clock)];
  });
  return [...wired, ...zigbeeOf(plan, clock, log)];
}

function boardFor(name: BoardName, plan: RoomPlan, clock: Clock, log: Log): PinBoard {
  const boards = [
    new GpiochipBoard(clock),
    new OnoffBoard(clock),
    ...(plan.firmata ? [new FirmataBoard(plan.firmata.port, clock)] : []),
  ];
  const board = boards.find((known) => known.name === name);
  return board ?? new AutoBoard(boards, log);
}

function wiredTo(board: BoardName, { callButtons, occupancySensors, lamps }: RoomPlan): WiredPlan {
  return {
    callButtons: callButtons.filter((part) => part.driver !== 'zigbee').filter(({ driver }) => driver === board),
    occupancySensors: occupancySensors.filter((part) => part.driver !== 'zigbee').filter(({ driver }) => driver === board),
    lamps: lamps.filter(({ driver }) => driver === board),
  };
}

function zigbeeOf({ zigbee, callButtons, occupancySensors }: RoomPlan, clock: Clock, log: Log): ZigbeeDriver[] {
  const parts = {
    callButtons: callButtons.filter((part) => part.driver === 'zigbee'),
    occupancySensors: occupancySensors.filter((part) => part.driver === 'zigbee'),
  };
  if (!zigbee || (parts.callButtons.length === 0 && parts.occupancySensors.length === 0)) return [];
  return [new ZigbeeDriver({ ...zigbee, ...parts }, clock, log)];
}

const isEmpty = ({ callButtons, occupancySensors, lamps }: WiredPlan) =>
  callButtons.length + occupancySensors.length + lamps.length === 0;
