import { problemDetails, type ProblemCode } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { RawLine } from '../http/testing/raw-line.js';
import { signInAs, signInTerminal } from '../testing/sign-in.js';
import { soon } from '../testing/soon.js';
import { startTestHub } from '../testing/test-hub.js';
import { LiveHub } from './live-hub.js';

describe('streams of one sign-in, or one terminal', () => {
  it('are so many and no more, refused in words; others are left alone, and a place is free when a stream ends', async () => {
    const small = await startTestHub({ ETAPISTE_HTTP_STREAMS_PER_SIGN_IN: '2' });
    const reporter = { role: 'reporter', scope: { kind: 'everything' } } as const;
    const someone = await signInAs(small.hub, 'Aino', reporter);
    const other = await signInAs(small.hub, 'Eino', reporter);
    const terminal = await signInTerminal(small.hub, 'porvoo-1');
    const lines: RawLine[] = [];
    const follow = async ({ cookie }: { cookie: string }, audience = 'staff') => {
      const line = await RawLine.to(small.url);
      line.write([`GET /api/v1/live?audience=${audience} HTTP/1.1`, 'Host: 127.0.0.1', `Cookie: ${cookie}`, '', ''].join('\r\n'));
      await soon(() => expect(line.status).not.toBe(0));
      lines.push(line);
      return line;
    };
    for (const [who, audience] of [
      [someone, 'staff'],
      [terminal, 'room:porvoo-1'],
    ] as const) {
      const [first, second, third] = [await follow(who, audience), await follow(who, audience), await follow(who, audience)];
      expect([first, second, third].map(({ status }) => status)).toEqual([200, 200, 429]);
      await soon(() =>
        expect(problemDetails.parse(JSON.parse(third.heard.slice(third.heard.indexOf('{')))).code).toBe(
          'too-many-streams' satisfies ProblemCode,
        ),
      );
      expect((await follow(other)).status).toBe(200);
      lines.pop()?.end();
      first.end();
      await soon(async () => expect((await follow(who, audience)).status).toBe(200));
    }
    // Those who are nobody are told so, however many they are, and hold no place.
    for (let count = 0; count < 3; count += 1) expect((await follow({ cookie: 'x=y' })).status).toBe(200);
    for (const line of lines) line.end();
    await soon(() => expect(small.hub.get(LiveHub).streamCount).toBe(0));
    await small.remove();
  });
});
