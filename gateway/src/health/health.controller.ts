import { Controller, Get, Header } from '@nestjs/common';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { Broker } from '../broker/index.js';
import { Store } from '../database/store.js';
import { Readiness } from '../http/readiness.js';
import { LiveHub } from '../live/live-hub.js';
import { Open } from '../rights/index.js';

collectDefaultMetrics();
const liveStreams = new Gauge({ name: 'etapiste_live_streams', help: 'Browsers that follow live events: one stream each' });

/** What machines ask a hub. `live`: the process answers. `ready`: it has started, and store and broker answer. */
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly readiness: Readiness,
    private readonly store: Store,
    private readonly broker: Broker,
    private readonly liveHub: LiveHub,
  ) {}

  @Open()
  @Get('/health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Open()
  @Get('/health/ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.answer('started', this.readiness.isReady),
      async () => this.answer('store', await this.store.isReady()),
      () => this.answer('broker', this.broker.isConnected),
    ]);
  }

  @Open()
  @Get('/metrics')
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    liveStreams.set(this.liveHub.streamCount);
    return register.metrics();
  }

  private answer(part: string, isUp: boolean) {
    const session = this.indicator.check(part);
    return isUp ? session.up() : session.down();
  }
}
