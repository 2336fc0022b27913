import { z } from 'zod';

/** The only plugin a viewer may use. */
export const viewerPlugin = 'janus.plugin.streaming';

const transaction = z.string().min(1).max(64);
const session_id = z.int().positive();
const handle_id = z.int().positive();
const inSession = { transaction, session_id };
const inHandle = { ...inSession, handle_id };

const candidate = z.union([
  z.object({ candidate: z.string().max(1024), sdpMid: z.string().max(64).nullish(), sdpMLineIndex: z.int().nullish() }),
  z.object({ completed: z.literal(true) }),
]);

const request = z.discriminatedUnion('request', [
  z.object({ request: z.literal('watch'), id: z.string().max(64), pin: z.string().max(64) }),
  z.object({ request: z.literal('start') }),
  z.object({ request: z.literal('pause') }),
  z.object({ request: z.literal('stop') }),
  z.object({
    request: z.literal('configure'),
    streams: z.array(z.object({ mid: z.string().max(16), send: z.boolean().optional() })).max(4),
  }),
]);

const answer = z.object({ type: z.literal('answer'), sdp: z.string().max(32_768) });

/**
 * Everything a viewer may say to Janus: what is not named here, `apisecret`, `token` and `admin_secret` among it, is dropped
 * from the frame, and other verbs and requests are refused.
 */
const frame = z.discriminatedUnion('janus', [
  z.object({ janus: z.literal('create'), transaction }),
  z.object({ janus: z.literal('claim'), ...inSession }),
  z.object({ janus: z.literal('keepalive'), ...inSession }),
  z.object({ janus: z.literal('destroy'), ...inSession }),
  z.object({ janus: z.literal('attach'), ...inSession, plugin: z.literal(viewerPlugin) }),
  z.object({ janus: z.literal('detach'), ...inHandle }),
  z.object({
    janus: z.literal('trickle'),
    ...inHandle,
    candidate: candidate.optional(),
    candidates: z.array(candidate).max(64).optional(),
  }),
  z.object({ janus: z.literal('message'), ...inHandle, body: request, jsep: answer.optional() }),
]);
export type ViewerFrame = z.infer<typeof frame>;

const anyFrame = z.object({ transaction: transaction.optional(), session_id: session_id.optional() });

/** A refused frame, with what Janus itself would repeat in its answer. */
export interface RefusedFrame {
  readonly transaction?: string | undefined;
  readonly session_id?: number | undefined;
}

/** What a viewer said, when a viewer may say it; `undefined` when it is not even a JSON object. */
export function readViewerFrame(text: string): { frame: ViewerFrame } | { refused: RefusedFrame } | undefined {
  const json = parseJson(text);
  const parsed = frame.safeParse(json);
  if (parsed.success) return { frame: parsed.data };
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const about = anyFrame.safeParse(json);
  return { refused: about.success ? about.data : {} };
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
