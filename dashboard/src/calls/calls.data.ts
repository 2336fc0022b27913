import { callOperations, type Call, type EndReason } from '@etapiste/protocol';
import { request } from '../api/index.js';

/** What an advisor on shift does with a call. Each answers with the call as it is then, or throws a `RequestFailure`. */
export const acknowledge = (callId: string, shiftId: string): Promise<Call> =>
  request(callOperations.acknowledgeCall, { parameters: { callId }, body: { shiftId } });

export const goToRoom = (callId: string, shiftId: string): Promise<Call> =>
  request(callOperations.goToRoom, { parameters: { callId }, body: { shiftId } });

export const endAtDesk = (callId: string, shiftId: string, reason: EndReason): Promise<Call> =>
  request(callOperations.endCallAtDesk, { parameters: { callId }, body: { shiftId, reason } });
