import type { FastifyRequest } from 'fastify';
import type { Deed } from '../audit/index.js';
import type { Acting } from '../rights/index.js';

/** Whoever asks, as the one who does something by it. */
export const deedOf = ({ actor }: Acting, { ip }: FastifyRequest): Deed => ({ by: actor, from: ip });
