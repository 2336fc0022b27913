import type { Server } from 'node:http';
import path from 'node:path';
import { Global, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../config/config.js';
import { isOwnOrigin } from '../http/origin.js';
import { HubLive } from '../live/hub-live.js';
import { Log } from '../log/log.js';
import { Actors } from '../rights/index.js';
import { Clock } from '../time/clock.js';
import { JanusProxy } from './janus-proxy.js';
import { readJanusSecrets } from './janus-secrets.js';
import { readMediaKeys } from './media-keys.js';
import { MediaServer } from './media-server.js';
import { NoMediaServer } from './no.media-server.js';
import { Seats } from './seats.js';
import { StoreSeats } from './store.seats.js';

const secretsIn = (config: Config) => readJanusSecrets(path.join(config.dataDir, 'secrets', 'janus.json'));

async function createMediaServer(config: Config, log: Log): Promise<MediaServer> {
  if (config.janusUrl === undefined) return new NoMediaServer();
  const keys = await readMediaKeys(path.join(config.dataDir, 'secrets', 'media.key'));
  // A hub without video never carries the Janus client.
  const { JanusMediaServer } = await import('./janus.media-server.js');
  const place = { url: config.janusUrl, rtpHost: config.janusHost };
  return new JanusMediaServer(place, await secretsIn(config), keys, log.child({ feature: 'janus' }));
}

interface ProxySurroundings {
  readonly config: Config;
  readonly seats: Seats;
  readonly media: MediaServer;
  readonly actors: Actors;
  readonly host: HttpAdapterHost;
  readonly clock: Clock;
  readonly log: Log;
}

async function createProxy({ config, seats, media, actors, host, clock, log }: ProxySurroundings): Promise<JanusProxy> {
  // Without a media server the path is there and says so: 503.
  const url = config.janusUrl;
  const tokenSecret = url === undefined ? '' : (await secretsIn(config)).tokenSecret;
  return new JanusProxy({
    server: () => host.httpAdapter.getHttpServer() as Server,
    url,
    tokenSecret,
    seats,
    actors,
    endSession: (sessionId) => media.destroySession(sessionId),
    isOwnOrigin: ({ headers }) => isOwnOrigin(headers, config),
    clock,
    log: log.child({ feature: 'janus' }),
  });
}

/** The media server, and the way of browsers to it. */
@Global()
@Module({
  providers: [
    { provide: Seats, useClass: StoreSeats },
    { provide: MediaServer, inject: [Config, Log], useFactory: createMediaServer },
    {
      provide: JanusProxy,
      inject: [Config, Seats, MediaServer, Actors, HttpAdapterHost, Clock, Log],
      useFactory: (
        config: Config,
        seats: Seats,
        media: MediaServer,
        actors: Actors,
        host: HttpAdapterHost,
        clock: Clock,
        log: Log,
      ) => createProxy({ config, seats, media, actors, host, clock, log }),
    },
  ],
  exports: [Seats, MediaServer, JanusProxy],
})
export class JanusModule {
  constructor(media: MediaServer, hub: HubLive) {
    media.onChange((isAvailable) => hub.setVideoAvailable(isAvailable));
  }
}
