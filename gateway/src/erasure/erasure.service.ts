import { minutes, type ErasureRun } from '@etapiste/protocol';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { AuditTrail, headOf } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { Store } from '../database/store.js';
import { Log } from '../log/log.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import type { ErasureRule } from '../database/erasure-rule.js';
import { ErasureRunEntity, type ErasureProgress } from './erasure-run.entity.js';

/** Under which the table of contents gives the rules of all features. */
export const erasureRules = Symbol('erasureRules');

const lookEveryMs = minutes(1);
/** Midnight of erasure: 01:00 UTC, three or four in the night in Finland. */
const quietMs = minutes(60);
const dayMs = minutes(24 * 60);
/** Rows in one transaction. */
const batch = 500;
const mostRuns = 100;

/**
 * Erases by policy, once a day at a quiet hour, and at the start when that is overdue (DESIGN §5). Each batch keeps its rows and the
 * count of them in one transaction under the run's row: hubs that share a store share the run, and one that dies leaves the
 * rest to the next.
 */
@Injectable()
export class Erasure {
  private readonly log: Log;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private doneDay = '';
  private isStopping = false;

  constructor(
    private readonly store: Store,
    private readonly register: Register,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    @Inject(erasureRules) readonly rules: readonly ErasureRule[],
    log: Log,
  ) {
    this.log = log.child({ feature: 'erasure' });
  }

  /** Looks at once, and then each minute; nobody waits for it. */
  start(): void {
    this.timer = setInterval(() => void this.tick(), lookEveryMs);
    void this.tick();
  }

  /** Ends after the batch that runs; the next start goes on. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Runs today's erasure unless it has been run. */
  tick(): Promise<void> {
    this.running = this.running
      .then(() => this.runWhenDue())
      .catch((error: unknown) => this.log.error({ err: error }, 'erasure failed; it is tried again'));
    return this.running;
  }

  /** The newest runs first. */
  async runs(): Promise<ErasureRun[]> {
    const rows = await this.store.read((manager) => manager.find(ErasureRunEntity, { order: { day: 'DESC' }, take: mostRuns }));
    return rows.map(({ day, startedAt, doneAt, results }) => ({
      day,
      startedAt: startedAt.toISOString(),
      doneAt: doneAt?.toISOString() ?? null,
      results: results.map(({ isOver: _, ...result }) => result),
    }));
  }

  private async runWhenDue(): Promise<void> {
    const day = new Date(this.clock.now().getTime() - quietMs).toISOString().slice(0, 10);
    if (day === this.doneDay) return;
    let step: Step;
    do {
      if (this.isStopping) return;
      step = await this.store.write(({ manager }) => this.step(manager, day));
    } while (step === 'more');
    this.doneDay = day;
    if (step === 'done-now') await this.report(day);
  }

  /** One batch, and what is written with it. */
  private async step(manager: EntityManager, day: string): Promise<Step> {
    await insertRow(manager, ErasureRunEntity, this.newRun(day), '("day") DO NOTHING');
    // Takes the row until commit: the next hub sees what this one has done.
    const { affected } = await manager.update(ErasureRunEntity, { day, doneAt: IsNull() }, { day });
    if (affected === 0) return 'done-before';
    const { results } = await manager.findOneByOrFail(ErasureRunEntity, { day });
    const progress = await this.eraseBatch(manager, results);
    const isDone = progress.every(({ isOver }) => isOver);
    await manager.update(ErasureRunEntity, { day }, { results: progress, doneAt: isDone ? this.clock.now() : null });
    if (!isDone) return 'more';
    const actor = { kind: 'system', id: null, name: 'Etäpiste' } as const;
    const details = { day, results: progress.map(({ rule, before, erased }) => ({ rule, before, erased })) };
    await this.trail.record(manager, { what: 'data.erased', actor, from: null, why: null, subject: null, details });
    return 'done-now';
  }

  private newRun(day: string): ErasureRunEntity {
    const startedAt = this.clock.now();
    const retention = this.register.retention();
    const results = this.rules.map(({ name: rule, policy }): ErasureProgress => {
      const days = retention[policy];
      const before = new Date(startedAt.getTime() - days * dayMs).toISOString();
      return { rule, policy, days, before, erased: 0, isOver: false };
    });
    return { day, startedAt, doneAt: null, results };
  }

  /** Goes through the rules until one of them has more to erase than fits. */
  private async eraseBatch(manager: EntityManager, results: readonly ErasureProgress[]): Promise<ErasureProgress[]> {
    const progress = [...results];
    for (const [index, result] of progress.entries()) {
      if (result.isOver) continue;
      const rule = this.rules.find(({ name }) => name === result.rule);
      // A rule that only a newer hub knows is left to it: tomorrow at the latest.
      const erased = rule ? await rule.erase(manager, new Date(result.before), batch) : 0;
      progress[index] = { ...result, erased: result.erased + erased, isOver: erased < batch };
      if (erased >= batch) break;
    }
    return progress;
  }

  private async report(day: string): Promise<void> {
    const isOverwritten = await this.store.overwriteErased();
    if (!isOverwritten) this.log.warn({ day }, 'somebody reads the store: what was erased is overwritten by a later run');
    const { results, head } = await this.store.read(async (manager) => ({
      results: (await manager.findOneByOrFail(ErasureRunEntity, { day })).results,
      head: await headOf(manager),
    }));
    const erased = Object.fromEntries(results.map((result) => [result.rule, result.erased]));
    this.log.info({ day, erased }, 'erased by policy');
    // Kept outside the store, it shows later whether the end of the chain was cut off (ADR 0018).
    this.log.info({ auditHead: `${head.number}:${head.hash}` }, 'the head of the audit trail');
  }
}

/** `done-before`: by this hub earlier, or by another one. */
type Step = 'more' | 'done-now' | 'done-before';
