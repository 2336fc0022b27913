import { audience, livePath } from '@etapiste/protocol';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Refused } from '../http/refused.js';
import { Open } from '../rights/index.js';
import { LiveHub } from './live-hub.js';

@Controller()
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  /** The stream of live events; stays open. What it shows is judged thing by thing, for whoever is signed in. */
  @Open()
  @Get(livePath)
  async follow(
    @Query('audience') wanted: string | undefined,
    @Headers() headers: IncomingHttpHeaders,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const parsed = audience.safeParse(wanted ?? 'staff');
    if (!parsed.success)
      throw new Refused('request-malformed', undefined, [{ field: 'query.audience', message: 'unknown audience' }]);
    const viewer = await this.hub.viewerOf(parsed.data, headers);
    if (viewer) this.hub.refuseCrowd(viewer);
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    // A page may show whatever it gets until the line says otherwise: 1 s, so that a returning hub is noticed at once.
    reply.raw.write('retry: 1000\n\n');
    await this.hub.serve({ viewer, audience: parsed.data, headers }, reply.raw);
  }
}
