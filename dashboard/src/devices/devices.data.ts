import { deviceOperations, newId, seconds, type CommandOutcome } from '@etapiste/protocol';
import { request } from '../api/index.js';

/**
 * Asks the controller to blink its lamp. Answers with the outcome, which the hub makes `timed-out` when the controller is
 * silent; throws a `RequestFailure` when the request itself fails.
 */
export async function identify(roomId: string): Promise<CommandOutcome> {
  const body = { id: newId(), command: 'identify' as const };
  const { outcome } = await request(deviceOperations.sendCommand, { parameters: { roomId }, body, timeoutMs: seconds(30) });
  return outcome;
}
