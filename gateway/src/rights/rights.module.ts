import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Places } from './places.js';
import { RightsGuard } from './rights.guard.js';

/** The guard before every route, and what it looks things up by. */
@Global()
@Module({ providers: [Places, { provide: APP_GUARD, useClass: RightsGuard }], exports: [Places] })
export class RightsModule {}
