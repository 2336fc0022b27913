import { type DynamicModule, Module } from '@nestjs/common';
import type { ErasureRule } from '../database/erasure-rule.js';
import { ErasureController } from './erasure.controller.js';
import { Erasure, erasureRules } from './erasure.service.js';

/** Erasure by policy. The rules come from the table of contents: each feature knows what of its own may lead to a person. */
@Module({})
export class ErasureModule {
  static with(rules: readonly ErasureRule[]): DynamicModule {
    return {
      module: ErasureModule,
      controllers: [ErasureController],
      providers: [Erasure, { provide: erasureRules, useValue: rules }],
    };
  }
}
