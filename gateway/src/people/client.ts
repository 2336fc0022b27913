import type { FastifyRequest } from 'fastify';

/** Where a request came from. */
export interface Client {
  /** The client's address. */
  readonly from: string | null;
  /** What its browser says of itself, cut short. */
  readonly agent: string | null;
}

const mostAgent = 120;

export const clientOf = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): Client => ({
  from: ip,
  agent: headers['user-agent']?.slice(0, mostAgent) ?? null,
});
