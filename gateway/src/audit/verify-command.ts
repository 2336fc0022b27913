import { parseArgs } from 'node:util';
import { readConfig } from '../config/config.js';
import type { KnownHead, Verdict } from './verify-chain.js';
import { verifyFile, verifyStore } from './verify-source.js';

const help = `Verifies the chain of the audit trail.
  npm run verify-audit                      the store that the environment names, as for the hub
  npm run verify-audit -- <file.jsonl>      an exported file, without any store
  … --head <number>:<hash>                  the chain must go through this entry. The hub logs its head each day; nobody can
                                            see from a chain alone that its newest entries were cut off
Ends with 0 when the chain holds, 1 when it is broken, 2 when it could not be read.
`;

/**
 * The command `verify-audit`.
 * @param say takes what a person reads
 * @returns the exit code: 0 it holds, 1 it is broken, 2 it could not be read
 */
export async function verifyCommand(args: string[], env: NodeJS.ProcessEnv, say: (text: string) => void): Promise<0 | 1 | 2> {
  try {
    const options = { head: { type: 'string' }, help: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (values.help) {
      say(help);
      return 0;
    }
    const known = values.head === undefined ? undefined : headIn(values.head);
    const [file] = positionals;
    const verdict = await (file ? verifyFile(file, known) : verifyStore(readConfig(env), known));
    say(words(verdict));
    return verdict.firstBreak ? 1 : 0;
  } catch (error) {
    say(`Could not verify: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function headIn(text: string): KnownHead {
  const [, number, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!number || !hash) throw new Error('--head is <number>:<64 hexadecimal digits>');
  return { number: Number(number), hash };
}

function words({ entries, erased, head, firstBreak }: Verdict): string {
  const lines = [`${entries} entries hold, ${erased} of them without what was erased`];
  if (head) lines.push(`head ${head.number}:${head.hash}`);
  if (firstBreak) lines.push(`BROKEN at entry ${firstBreak.number}: ${firstBreak.reason}`);
  return `${lines.join('\n')}\n`;
}
