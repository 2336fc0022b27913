import type { EntityManager } from 'typeorm';
import type { Config } from '../config/config.js';
import { openForReading } from '../database/reading.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { linesOfFile } from './audit-file.js';
import { linesOf, rowsBy } from './audit-rows.js';
import { noHash } from './chain.js';
import { headOf } from './store.audit-trail.js';
import { verifyChain, type KnownHead, type Verdict } from './verify-chain.js';

/** Verifies the whole trail in the configured store, from its first entry, as it is at one moment. */
export async function verifyStore(config: Pick<Config, 'database'>, known?: KnownHead): Promise<Verdict> {
  const reading = await openForReading(config.database, [AuditEntryEntity]);
  try {
    return await reading.atOneMoment((manager) => verifyAll(manager, known));
  } finally {
    await reading.close();
  }
}

/** Verifies the trail as one transaction sees it. */
export async function verifyAll(manager: EntityManager, known?: KnownHead): Promise<Verdict> {
  const { number: last } = await headOf(manager);
  return verifyChain(linesOf(rowsBy(manager), 1, last), { number: 0, hash: noHash }, known);
}

/** Verifies an exported file; what came before its first line is taken from that line's word. */
export async function verifyFile(file: string, known?: KnownHead): Promise<Verdict> {
  const first = (await linesOfFile(file).next()).value;
  const start = first ? { number: first.number - 1, hash: first.previousHash } : { number: 0, hash: noHash };
  return verifyChain(linesOfFile(file), start, known);
}
