import { Global, Module } from '@nestjs/common';
import { LiveController } from './live.controller.js';
import { HubLive } from './hub-live.js';
import { LiveHub } from './live-hub.js';

@Global()
@Module({ controllers: [LiveController], providers: [LiveHub, HubLive], exports: [LiveHub, HubLive] })
export class LiveModule {}
