import { auditOperations } from './audit/index.js';
import { bookingOperations, bookingProblems } from './bookings/index.js';
import { callMessages, callOperations, callProblems } from './calls/index.js';
import { demoOperations } from './demo/index.js';
import { deviceMessages, deviceOperations, deviceProblems } from './devices/index.js';
import { erasureOperations } from './erasure/index.js';
import { faultMessages } from './faults/index.js';
import { meetingMessages, meetingOperations, meetingProblems } from './meetings/index.js';
import { accountProblems, peopleOperations, peopleProblems } from './people/index.js';
import { pointOperations, pointProblems } from './points/index.js';
import { roomOperations, roomStateMessages } from './rooms/index.js';
import { serviceOperations, serviceProblems } from './services/index.js';
import { wireProblems, type Message, type Operation, type Problem } from './wire/index.js';

export * from './audit/index.js';
export * from './bookings/index.js';
export * from './calls/index.js';
export * from './demo/index.js';
export * from './devices/index.js';
export * from './erasure/index.js';
export * from './faults/index.js';
export * from './live/index.js';
export * from './meetings/index.js';
export * from './people/index.js';

export * from './points/index.js';
export * from './rights/index.js';
export * from './rooms/index.js';
export * from './services/index.js';
export * from './simulator/index.js';
export * from './wire/index.js';

/** Every MQTT message between a room and the hub. */
export const allMessages: readonly Message[] = [
  callMessages,
  roomStateMessages,
  deviceMessages,
  meetingMessages,
  faultMessages,
].flatMap((messages) => Object.values(messages) as Message[]);

/** Every REST operation. */
export const allOperations: readonly Operation[] = [
  peopleOperations,
  pointOperations,
  serviceOperations,
  bookingOperations,
  roomOperations,
  callOperations,
  deviceOperations,
  meetingOperations,
  auditOperations,
  erasureOperations,
  demoOperations,
].flatMap((operations) => Object.values(operations) as Operation[]);

/** Every problem by its code. */
export const allProblems = {
  ...wireProblems,
  ...peopleProblems,
  ...accountProblems,
  ...pointProblems,
  ...serviceProblems,
  ...bookingProblems,
  ...callProblems,
  ...deviceProblems,
  ...meetingProblems,
} satisfies Record<string, Problem>;
export type ProblemCode = keyof typeof allProblems;
