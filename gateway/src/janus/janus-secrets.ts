import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const secret = z.string().min(16);

/** `secrets/janus.json` of the data folder: what only the hub and Janus know. Set-up writes it. */
const janusSecrets = z.object({
  apiSecret: secret,
  tokenSecret: secret,
  adminSecret: secret,
  streamingAdminKey: secret,
  videoroomAdminKey: secret,
});
export type JanusSecrets = z.infer<typeof janusSecrets>;

/** @throws Error that names the file and every wrong field, never a value. */
export async function readJanusSecrets(file: string): Promise<JanusSecrets> {
  const parsed = janusSecrets.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(', ')}`);
}
