import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { z } from 'zod';
import { RequestFailure } from '../api/index.js';
import { isSame, merged } from './merged.js';
import { noneWrong, wrongFields, type WrongFields } from './wrong-fields.js';

/** A thing that several people may change. */
export interface Versioned {
  readonly version: number;
}

interface Plan<T extends Versioned> {
  /** What the hub reads; fields that it does not know are left out of what is sent. */
  readonly schema: () => z.ZodType;
  /** Sends what was typed upon the version that was seen. */
  readonly send: (typed: T) => Promise<T>;
  /** The thing as the hub knows it now. */
  readonly readAgain: (id: string) => Promise<T | undefined>;
  readonly saved?: (thing: T) => void;
}

/**
 * What somebody types into a form of one thing. It stays when the line drops, when the hub refuses, when somebody else changes the
 * thing meanwhile, and when another thing is looked at in between: only saving and taking it back end it.
 */
export class Editing<T extends Versioned & { readonly id: string }> implements ReactiveController {
  /** What is typed, on top of the version that was seen. */
  typed: T | undefined;
  private base: T | undefined;
  private readonly left = new Map<string, { base: T; typed: T }>();
  wrong: WrongFields = noneWrong;
  failure: string | undefined;
  isBusy = false;
  isSaved = false;
  /** What somebody else has changed to something else meanwhile, and how it is now. */
  meanwhile: { readonly differing: readonly (keyof T)[]; readonly newest: T } | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly plan: Plan<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.warn);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.warn);
  }

  get isChanged(): boolean {
    return this.typed !== undefined && !isSame(this.typed, this.base);
  }

  /** Shows a thing; of one that is being changed, what was typed stays and what others changed comes along. */
  show(thing: T): void {
    if (this.base?.id !== thing.id) {
      if (this.typed && this.base && this.isChanged) this.left.set(this.base.id, { base: this.base, typed: this.typed });
      const kept = this.left.get(thing.id);
      this.left.delete(thing.id);
      [this.base, this.typed] = [kept?.base, kept?.typed];
      this.clear();
    }
    if (!this.base || !this.typed || !this.isChanged) [this.base, this.typed] = [thing, thing];
    else if (thing.version !== this.base.version) this.goOnUpon(thing);
  }

  set(changed: Partial<T>): void {
    if (!this.typed) return;
    this.typed = { ...this.typed, ...changed };
    this.isSaved = false;
    if (this.wrong.size > 0) this.wrong = wrongFields(this.plan.schema(), this.typed);
    this.host.requestUpdate();
  }

  /** Gives up what was typed. */
  takeBack(): void {
    this.typed = this.base;
    this.clear();
    this.host.requestUpdate();
  }

  /** Whether it is saved now. */
  async save(): Promise<boolean> {
    if (!this.typed || this.isBusy) return false;
    this.wrong = wrongFields(this.plan.schema(), this.typed);
    this.failure = undefined;
    this.isBusy = this.wrong.size === 0;
    this.host.requestUpdate();
    if (!this.isBusy) return false;
    const sent = this.typed;
    try {
      const saved = await this.plan.send(sent);
      // What was typed while it was on its way is the next change.
      this.typed = merged(sent, this.typed, saved).value;
      this.base = saved;
      this.meanwhile = undefined;
      this.isSaved = true;
      this.plan.saved?.(saved);
      return true;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
      if (failure.code === 'version-differs') await this.readNewest(sent.id);
      return false;
    } finally {
      this.isBusy = false;
      this.host.requestUpdate();
    }
  }

  private async readNewest(id: string): Promise<void> {
    const newest = await this.plan.readAgain(id).catch(() => undefined);
    if (newest) this.goOnUpon(newest);
  }

  private goOnUpon(newest: T): void {
    if (!this.base || !this.typed) return;
    const { value, differing } = merged(this.base, this.typed, newest);
    [this.base, this.typed] = [newest, value];
    this.meanwhile = { differing, newest };
  }

  private clear(): void {
    this.wrong = noneWrong;
    this.failure = undefined;
    this.meanwhile = undefined;
    this.isSaved = false;
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (this.isChanged || this.left.size > 0) event.preventDefault();
  };
}
