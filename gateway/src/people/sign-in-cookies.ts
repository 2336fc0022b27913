import { minutes } from '@etapiste/protocol';
import { parse, serialize } from 'cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';

type WithHeaders = Pick<FastifyRequest, 'headers'>;

/** What browsers allow at most. */
const longestSeconds = (400 * minutes(24 * 60)) / 1_000;
/** A browser of one room carries one terminal's sign-in; the demo's a few. */
const mostTerminals = 20;

/**
 * The cookies by which a browser is known: no script reads them, no other site's form sends them. Over https their names begin
 * with `__Host-`, which browsers take only from this very host, secure and for all paths (RFC 6265bis §4.1.3.2).
 */
@Injectable()
export class SignInCookies {
  private readonly isSecure: boolean;

  constructor(config: Config) {
    this.isSecure = config.publicUrl.startsWith('https:');
  }

  /**
   * Lives as long as the browser runs: offices share machines.
   * @returns the header in which the browser will send it back
   */
  set(reply: FastifyReply, token: string): string {
    this.write(reply, 'etapiste-sign-in', token);
    return `${this.named('etapiste-sign-in')}=${token}`;
  }

  clear(reply: FastifyReply): void {
    this.write(reply, 'etapiste-sign-in', '', 0);
  }

  token(request: WithHeaders): string | undefined {
    return this.read(request)[this.named('etapiste-sign-in')];
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
      .slice(0, mostTerminals)
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

  private read({ headers }: WithHeaders): Record<string, string | undefined> {
    return headers.cookie ? parse(headers.cookie) : {};
  }

  private write(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure } as const;
    const line = serialize(this.named(name), value, maxAge === undefined ? options : { ...options, maxAge });
    void reply.header('set-cookie', line);
  }

  private named(name: string): string {
    return this.isSecure ? `__Host-${name}` : name;
  }
}
