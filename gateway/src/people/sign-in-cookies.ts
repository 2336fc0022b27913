import { minutes } from '@etapiste/protocol';
import { parse, serialize } from 'cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';

type WithHeaders = Pick<FastifyRequest, 'headers'>;

/** What browsers allow at most. */
const longestSeconds = (400 * minutes(24 * 60)) / 1_000;
/** A browser carries one person's or one terminal's sign-in; in the demo a few. */
const mostOfAKind = 20;

const securePrefix = '__Host-';
/** The seat of somebody who acts only where nobody else of the browser may; theirs is the last word. */
export const understudySeat = (accountId: string): string => `understudy-${accountId}`;
const signInName = (seat?: string): string => (seat === undefined ? 'etapiste-sign-in' : `etapiste-sign-in-${seat}`);

/**
 * The cookies by which a browser is known: no script reads them, no other site's form sends them. Over https their names begin
 * with `__Host-`, which browsers take only from this very host, secure and for all paths (RFC 6265bis §4.1.3.2).
 */
@Injectable()
export class SignInCookies {
  private readonly isSecure: boolean;
  private readonly isDemo: boolean;

  constructor({ publicUrl, isDemo }: Config) {
    this.isSecure = publicUrl.startsWith('https:');
    this.isDemo = isDemo;
  }

  /**
   * Lives as long as the browser runs: offices share machines.
   * @param seat of the demo, where one browser plays several people at once
   * @returns the header in which the browser will send it back
   */
  set(reply: FastifyReply, token: string, seat?: string): string {
    const name = signInName(seat);
    this.write(reply, name, token);
    return `${this.named(name)}=${token}`;
  }

  clear(request: WithHeaders, reply: FastifyReply): void {
    for (const [name] of this.signIns(request)) this.write(reply, name, '', 0);
  }

  /** Every sign-in that the browser brings. */
  tokens(request: WithHeaders): { readonly token: string; readonly isUnderstudy: boolean }[] {
    const understudy = signInName(understudySeat(''));
    return this.signIns(request).map(([name, token]) => ({ token, isUnderstudy: name.startsWith(understudy) }));
  }

  /** The token in the very cookie that `set` would write. */
  tokenAt(request: WithHeaders, seat?: string): string | undefined {
    return this.read(request)[this.named(signInName(seat))];
  }

  /** Stays: a terminal starts alone after a power cut. */
  setTerminal(reply: FastifyReply, roomId: string, token: string): void {
    this.write(reply, `etapiste-terminal-${roomId}`, token, longestSeconds);
  }

  /** Tokens of terminals by the rooms that their cookies name. */
  terminalTokens(request: WithHeaders): (readonly [roomId: string, token: string])[] {
    const prefix = this.named('etapiste-terminal-');
    return Object.entries(this.read(request))
      .filter(([name]) => name.startsWith(prefix))
      .slice(0, mostOfAKind)
      .map(([name, token]) => [name.slice(prefix.length), token ?? ''] as const);
  }

  /** The browser's own mark; tells nothing but that somebody came in by it before. */
  setDevice(reply: FastifyReply, mark: string): void {
    this.write(reply, 'etapiste-device', mark, longestSeconds);
  }

  device(request: WithHeaders): string | undefined {
    return this.read(request)[this.named('etapiste-device')];
  }

  /** For what must last from one page to the next and no longer. */
  setForMinutes(reply: FastifyReply, name: string, value: string, count: number): void {
    this.write(reply, name, value, count * 60);
  }

  get(request: WithHeaders, name: string): string | undefined {
    return this.read(request)[this.named(name)];
  }

  private signIns(request: WithHeaders): [name: string, token: string][] {
    const known = Object.entries(this.read(request)).map(([name, token]) => [name, token ?? ''] as [string, string]);
    const [own, prefix] = [this.named(signInName()), this.named(signInName(''))];
    return known
      .filter(([name]) => name === own || (this.isDemo && name.startsWith(prefix)))
      .slice(0, mostOfAKind)
      .map(([name, token]) => [this.isSecure ? name.slice(securePrefix.length) : name, token]);
  }

  private read({ headers }: WithHeaders): Record<string, string | undefined> {
    return headers.cookie ? parse(headers.cookie) : {};
  }

  private write(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure } as const;
    const line = serialize(this.named(name), value, maxAge === undefined ? options : { ...options, maxAge });
    void reply.header('set-cookie', line);
  }

  private named(name: string): string {
    return this.isSecure ? securePrefix + name : name;
  }
}
