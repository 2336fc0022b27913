import { z } from 'zod';
import { id, operations, slug } from '../wire/index.js';
import { call, endReason, pressOutcome, receiptKind } from './call.js';
import { shift } from './shift.js';

const callPath = z.object({ callId: id });
const shiftPath = z.object({ shiftId: id });
const byShift = z.object({ shiftId: id });

export const callOperations = operations('calls', {
  raiseCall: {
    method: 'POST',
    path: '/calls',
    summary: 'The terminal calls the advisor. The page makes the id and sends it again until answered (DESIGN §3).',
    body: z.object({
      id,
      roomId: slug,
      /** Age by the page's monotonic clock; null when the page was loaded after the press. */
      ageMs: z.number().nonnegative().nullable(),
    }),
    response: z.object({ id, outcome: pressOutcome, callId: id }),
    problems: ['room-unknown', 'press-id-reused'],
  },
  listCalls: {
    method: 'GET',
    path: '/calls',
    summary: 'The open calls, and those that ended today',
    response: z.array(call),
  },
  sendReceipt: {
    method: 'POST',
    path: '/calls/{callId}/receipt',
    summary: 'A page on shift has the card on screen (`seen`) or sounds it while hidden (`heard`)',
    parameters: callPath,
    body: z.object({ shiftId: id, kind: receiptKind }),
    problems: ['call-unknown', 'shift-ended'],
  },
  acknowledgeCall: {
    method: 'POST',
    path: '/calls/{callId}/acknowledge',
    summary: 'An advisor answers: the sound stops, the light stays. One wins; the others learn who (R-39).',
    parameters: callPath,
    body: byShift,
    response: call,
    problems: ['call-unknown', 'call-already-acknowledged', 'call-already-done', 'shift-ended'],
  },
  goToRoom: {
    method: 'POST',
    path: '/calls/{callId}/on-the-way',
    summary: 'An advisor is on the way to the room',
    parameters: callPath,
    body: byShift,
    response: call,
    problems: ['call-unknown', 'call-not-acknowledged', 'call-already-done', 'shift-ended'],
  },
  endCallAtDesk: {
    method: 'POST',
    path: '/calls/{callId}/done',
    summary: 'An advisor ends the call at the desk, with a reason',
    parameters: callPath,
    body: z.object({ shiftId: id, reason: endReason }),
    response: call,
    problems: ['call-unknown', 'call-not-acknowledged', 'call-already-done', 'shift-ended'],
  },
  endCallInRoom: {
    method: 'POST',
    path: '/calls/{callId}/done-in-room',
    summary: 'The call is ended on the terminal of its room, after *on the way*',
    parameters: callPath,
    body: z.object({ roomId: slug }),
    response: call,
    problems: ['call-unknown', 'call-not-on-the-way', 'call-already-done'],
  },
  startShift: {
    method: 'POST',
    path: '/shifts',
    summary: 'An advisor starts a shift for some own points; the page makes the id, so a repeat changes nothing',
    body: z.object({ id, pointIds: shift.shape.pointIds }),
    response: shift,
    problems: ['point-unknown', 'shift-ended'],
  },
  keepShift: {
    method: 'PUT',
    path: '/shifts/{shiftId}/alive',
    summary: 'A page on shift answers the heartbeat of the live stream',
    parameters: shiftPath,
    problems: ['shift-ended'],
  },
  endShift: {
    method: 'DELETE',
    path: '/shifts/{shiftId}',
    summary: 'The advisor ends the shift',
    parameters: shiftPath,
  },
});
