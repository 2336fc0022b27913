import { chmodSync, mkdirSync } from 'node:fs';
import type { INestApplication, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type Surroundings } from './app.module.js';
import { Lapses } from './bookings/index.js';
import { Broker, Reconciler, RoomLink } from './broker/index.js';
import { HubCa } from './ca/index.js';
import { CallsMqtt, Escalation, Shifts } from './calls/index.js';
import { Store } from './database/store.js';
import { DemoAccounts, DemoBookings } from './demo/index.js';
import { Commands, Devices, DevicesMqtt, KnownCertificates, RevocationFile } from './devices/index.js';
import { serveApiDocs } from './docs/api-docs.js';
import { Erasure } from './erasure/index.js';
import { CopiedCredentials, Faults, FaultsMqtt } from './faults/index.js';
import { createHttpApp } from './http/http-app.js';
import { Readiness } from './http/readiness.js';
import { JanusProxy, MediaServer } from './janus/index.js';
import { LiveHub } from './live/live-hub.js';
import { Mailer } from './mail/index.js';
import { AnnouncedTests, MeetingsMqtt } from './meetings/index.js';
import { Ownership, PasswordSignIn, SignedIn } from './people/index.js';
import { Register, Seed } from './points/index.js';
import { Rooms, RoomsMqtt } from './rooms/index.js';
import { ServiceBook, ServiceSeed } from './services/index.js';

interface Part {
  start?(): void | Promise<void>;
  stop?(): void | Promise<void>;
}

/** What is started, in this order, and stopped the other way round: memory before the wire, the wire before timers. */
const parts: readonly (Type<Part> | (abstract new () => Part))[] = [
  Store,
  Register,
  Ownership,
  DemoAccounts,
  ServiceSeed,
  ServiceBook,
  DemoBookings,
  SignedIn,
  PasswordSignIn,
  LiveHub,
  Lapses,
  Shifts,
  Mailer,
  CallsMqtt,
  Devices,
  KnownCertificates,
  RevocationFile,
  DevicesMqtt,
  Commands,
  Faults,
  FaultsMqtt,
  CopiedCredentials,
  Rooms,
  RoomsMqtt,
  MediaServer,
  JanusProxy,
  AnnouncedTests,
  MeetingsMqtt,
  RoomLink,
  Broker,
  Reconciler,
  Escalation,
  Erasure,
];

/** One running hub: pages, REST, live events and everything behind them. */
export class Hub {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly surroundings: Surroundings,
    private readonly started: Part[] = [],
  ) {}

  /** Answers HTTP at once (*not available* until ready), then starts the parts. Rejects when one cannot start. */
  static async start(surroundings: Surroundings): Promise<Hub> {
    const { config, log } = surroundings;
    mkdirSync(config.dataDir, { recursive: true });
    chmodSync(config.dataDir, 0o700);
    const app = await createHttpApp(AppModule.in(surroundings), surroundings);
    await serveApiDocs(app);
    await app.listen(config.httpPort, config.httpHost);
    const hub = new Hub(app, surroundings);
    try {
      await hub.startParts(app);
    } catch (error) {
      await hub.stop();
      throw error;
    }
    const { fingerprint } = app.get(HubCa);
    log.info({ url: await hub.url(), fingerprint }, 'the hub is ready; devices know it by its fingerprint');
    return hub;
  }

  /** Where it answers, with the port that was really taken. */
  async url(): Promise<string> {
    return (await this.app.getUrl()).replace('[::1]', '127.0.0.1');
  }

  /** One of its parts, for tests. */
  get<T>(part: Type<T> | (abstract new (...given: never[]) => T)): T {
    return this.app.get(part);
  }

  /** Says goodbye to pages and rooms, finishes what is being written, and closes. */
  async stop(): Promise<void> {
    this.app.get(Readiness).isReady = false;
    for (const part of this.started.splice(0).toReversed()) await part.stop?.();
    await this.app.close();
    this.surroundings.log.info({}, 'the hub has stopped');
  }

  private async startParts(app: INestApplication): Promise<void> {
    for (const token of parts) {
      const part = app.get<Part>(token);
      this.started.push(part);
      await part.start?.();
      if (token === Store) await app.get(Seed).plant();
    }
    app.get(Readiness).isReady = true;
  }
}
