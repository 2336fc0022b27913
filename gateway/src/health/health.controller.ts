import { Controller, Get, Header } from '@nestjs/common';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { collectDefaultMetrics, register } from 'prom-client';
import { Broker } from '../broker/index.js';
import { Store } from '../database/store.js';
import { Readiness } from '../http/readiness.js';

collectDefaultMetrics();

/** What machines ask a hub. `live`: the process answers. `ready`: it has started, and store and broker answer. */
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly readiness: Readiness,
    private readonly store: Store,
    private readonly broker: Broker,
  ) {}

  @Get('/health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('/health/ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.answer('started', this.readiness.isReady),
      async () => this.answer('store', await this.store.isReady()),
      () => this.answer('broker', this.broker.isConnected),
    ]);
  }

  @Get('/metrics')
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }

  private answer(part: string, isUp: boolean) {
    const session = this.indicator.check(part);
    return isUp ? session.up() : session.down();
  }
}
