import { Injectable } from '@nestjs/common';
import { HubIdentity } from '../broker/index.js';
import { Config } from '../config/config.js';
import { LiveHub } from './live-hub.js';

/** The hub itself in the live stream: who it is, whether it is the demo, and whether video can be had now. */
@Injectable()
export class HubLive {
  private isVideoAvailable = false;
  private version = 0;

  constructor(
    private readonly live: LiveHub,
    private readonly config: Config,
    private readonly identity: HubIdentity,
  ) {
    live.register('hub', { all: async () => [this.value()], one: async () => this.value(), placeOf: () => ({}) });
  }

  /** Called by whoever watches the media server, at every change. */
  setVideoAvailable(isAvailable: boolean): void {
    if (this.isVideoAvailable === isAvailable) return;
    this.isVideoAvailable = isAvailable;
    this.version += 1;
    this.live.changed('hub', 'hub');
  }

  private value() {
    const { bootId } = this.identity;
    return {
      id: 'hub' as const,
      version: this.version,
      bootId,
      isVideoAvailable: this.isVideoAvailable,
      isDemo: this.config.isDemo,
    };
  }
}
