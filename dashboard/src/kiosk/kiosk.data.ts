import { callOperations, demoOperations, roomOperations, seconds, slug, type Milliseconds } from '@etapiste/protocol';
import { z } from 'zod';
import { RequestFailure, request } from '../api/index.js';
import { readStored } from '../ui/stored.js';
import type { KeptPress, PressAnswer } from './resending-press.js';

const pressKeptAs = 'etapiste.kiosk.press';
const roomKeptAs = 'etapiste.kiosk.room';
const keptPress = z.object({ id: z.uuid(), pressedAt: z.iso.datetime(), roomId: slug });

/** The room of this screen: of its address, else as remembered on this terminal; undefined asks a person. */
export function ownRoom(): string | undefined {
  const asked = slug.safeParse(new URLSearchParams(location.search).get('room'));
  if (asked.success) return asked.data;
  const remembered = slug.safeParse(localStorage.getItem(roomKeptAs));
  return remembered.success ? remembered.data : undefined;
}

/** Makes this browser the terminal of a room: in the demo anybody may. False elsewhere, where a terminal is enrolled. */
export async function becomeDemoTerminal(roomId: string): Promise<boolean> {
  try {
    await request(demoOperations.signInDemoTerminal, { body: { roomId } });
    return true;
  } catch (failure) {
    if (!(failure instanceof RequestFailure)) throw failure;
    return false;
  }
}

/** Whether anybody may choose the room of this screen; undefined while the hub cannot be asked. */
export async function isDemo(): Promise<boolean | undefined> {
  try {
    await request(demoOperations.showDemo, {});
    return true;
  } catch (failure) {
    if (!(failure instanceof RequestFailure)) throw failure;
    return failure.code === 'not-found' ? false : undefined;
  }
}

/** Only once the hub has shown that there is such a room. */
export const rememberRoom = (roomId: string): void => localStorage.setItem(roomKeptAs, roomId);

/** A press that was unanswered when the page was loaded again. */
export function pressOfBefore(roomId: string): KeptPress | undefined {
  const kept = keptPress.safeParse(readStored(sessionStorage, pressKeptAs));
  return kept.success && kept.data.roomId === roomId ? kept.data : undefined;
}

export function keepPress(roomId: string, press: KeptPress | undefined): void {
  if (press) sessionStorage.setItem(pressKeptAs, JSON.stringify({ ...press, roomId }));
  else sessionStorage.removeItem(pressKeptAs);
}

/**
 * Sends a press once. Only the hub's own word refuses it for ever: whatever else comes back, from a proxy, a busy or a
 * broken hub, is no answer, and the press is sent again.
 */
export async function raise(press: { id: string; roomId: string; ageMs: Milliseconds | null }): Promise<PressAnswer> {
  try {
    const { callId } = await request(callOperations.raiseCall, { body: press, timeoutMs: seconds(4) });
    return { kind: 'stored', callId };
  } catch (failure) {
    const code = failure instanceof RequestFailure ? failure.code : undefined;
    return { kind: code === 'room-unknown' || code === 'press-id-reused' ? 'refused' : 'unanswered' };
  }
}

/** Somebody is at the screen: the room may count it as presence. One that does not arrive is not missed. */
export async function noteTouch(roomId: string): Promise<void> {
  try {
    await request(roomOperations.noteTouch, { parameters: { roomId }, timeoutMs: seconds(4) });
  } catch (failure) {
    if (!(failure instanceof RequestFailure)) throw failure;
  }
}

/** The customer says that help has come. A call that is over already is as good as ended. */
export async function endInRoom(callId: string, roomId: string): Promise<void> {
  try {
    await request(callOperations.endCallInRoom, { parameters: { callId }, body: { roomId } });
  } catch (failure) {
    if (!(failure instanceof RequestFailure) || failure.code !== 'call-already-done') throw failure;
  }
}
