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

/** A person's sign-in, as a browser brings it. */
export interface CarriedSignIn {
  readonly token: string;
  readonly isUnderstudy: boolean;
}

/**
 * The cookies by which a browser is known: no script reads them, no other site's form sends them. Over https their names begin
 * with `__Host-`, which browsers take only from this very host, secure and for all paths (RFC 6265bis §4.1.3.2).
 */
@Injectable()
export class SignInCookies {
  private readonly isSecure: boolean;
  private readonly isDemo: boolean;
  private readonly ownName: string;
  private readonly seatPrefix: string;
  private readonly terminalPrefix: string;

  constructor({ publicUrl, isDemo }: Config) {
    this.isSecure = publicUrl.startsWith('https:');
    this.isDemo = isDemo;
    this.ownName = this.named(signInName());
    this.seatPrefix = this.named(signInName(''));
    this.terminalPrefix = this.named('etapiste-terminal-');
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
    for (const name of this.signIns(this.read(request)))
      this.write(reply, this.isSecure ? name.slice(securePrefix.length) : name, '', 0);
  }

  /** Every sign-in of a person that the browser brings. */
  tokens(request: WithHeaders): string[] {
    return this.all(request).people.map(({ token }) => token);
  }

  /** The token in the very cookie that `set` would write. */
  tokenAt(request: WithHeaders, seat?: string): string | undefined {
    return this.read(request)[this.named(signInName(seat))];
  }

  /** Stays: a terminal starts alone after a power cut. */
  setTerminal(reply: FastifyReply, roomId: string, token: string): void {
    this.write(reply, `etapiste-terminal-${roomId}`, token, longestSeconds);
  }

  /** Everything that signs somebody in: people's tokens, and those of terminals by the rooms that their cookies name. */
  all(request: WithHeaders): { people: CarriedSignIn[]; terminals: (readonly [roomId: string, token: string])[] } {
    const cookies = this.read(request);
    const terminals = Object.keys(cookies)
      .filter((name) => name.startsWith(this.terminalPrefix))
      .slice(0, mostOfAKind)
      .map((name) => [name.slice(this.terminalPrefix.length), cookies[name] ?? ''] as const);
    const understudy = this.named(signInName(understudySeat('')));
    const people = this.signIns(cookies).map((name) => ({
      token: cookies[name] ?? '',
      isUnderstudy: name.startsWith(understudy),
    }));
    return { people, terminals };
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

  /** The names of the cookies by which people are signed in. */
  private signIns(cookies: Record<string, string | undefined>): string[] {
    return Object.keys(cookies)
      .filter((name) => name === this.ownName || (this.isDemo && name.startsWith(this.seatPrefix)))
      .slice(0, mostOfAKind);
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
