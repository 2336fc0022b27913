import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { GuardedRequest } from '../rights/index.js';
import type { Deed } from './deed.js';

/** Who does what a route is asked for, and from where; for routes that not just anyone may use. */
export const DeedNow = createParamDecorator((_: unknown, context: ExecutionContext): Deed => {
  const { acting, ip } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!acting) throw new Error('a route that anyone may use asked who does it');
  return { by: acting.actor, from: ip };
});
