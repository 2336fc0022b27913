import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { roomPlan, type RoomPlan } from './room-plan.js';

/** The configuration file of a room's hardware cannot be used: every problem, one a line. */
export class HardwareFileProblems extends Error {}

/** Reads `hardware.yaml`. Throws `HardwareFileProblems` with every problem and where it is. */
export function readHardwareFile(path: string): RoomPlan {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, prettyErrors: true });
  if (document.errors.length > 0) throw new HardwareFileProblems(document.errors.map(({ message }) => message).join('\n'));
  const result = roomPlan.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  throw new HardwareFileProblems(z.prettifyError(result.error));
}
