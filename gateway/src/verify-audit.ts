import './memory.js';
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { verifyFile, verifyStore, type KnownHead } from './audit/index.js';
import { readConfig } from './config/config.js';

const help = `Verifies the chain of the audit trail.
  node gateway/dist/verify-audit.js                  the store that the environment names, as for the hub
  node gateway/dist/verify-audit.js <file.jsonl>     an exported file, without any store
  --head <number>:<hash>                             the chain must go through this entry: write heads down elsewhere, because
                                                     nobody can see from a chain alone that its newest entries were cut off
Ends with 0 when the chain holds, 1 when it is broken, 2 when it could not be read.
`;

function headIn(text: string): KnownHead {
  const [, number, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!number || !hash) throw new Error('--head is <number>:<64 hexadecimal digits>');
  return { number: Number(number), hash };
}

try {
  const options = { head: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
  } else {
    const known = values.head === undefined ? undefined : headIn(values.head);
    const [file] = positionals;
    const { entries, erased, head, firstBreak } = await (file
      ? verifyFile(file, known)
      : verifyStore(readConfig(process.env), known));
    process.stdout.write(`${entries} entries hold, ${erased} of them without their erased part\n`);
    if (head) process.stdout.write(`head ${head.number}:${head.hash}\n`);
    if (firstBreak) process.stdout.write(`BROKEN at entry ${firstBreak.number}: ${firstBreak.reason}\n`);
    process.exitCode = firstBreak ? 1 : 0;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
