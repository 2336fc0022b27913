import { heartbeatSeconds, liveEvents, livePath } from '../index.js';
import { problemAnswers } from './open-api-problems.js';
import { pascalCase, schemaReference, type Json } from './json-schema.js';

/** The live stream, which is not one of the operations: it has no end and no single answer (DESIGN §8). */
export const livePaths = (): Json => ({
  [livePath]: {
    get: {
      operationId: 'followLive',
      tags: ['live'],
      summary: 'Everything an audience may see: the whole state first, then changes',
      description: [
        'Server-sent events; `data` of each is JSON. There is no replay: after any doubt connect again and take the new snapshot.',
        `A heartbeat comes every ${heartbeatSeconds} s; a page that misses three connects again.`,
        ...Object.keys(liveEvents).map((name) => `Event \`${name}\`: \`${liveSchemaName(name)}\``),
      ].join('\n\n'),
      parameters: [
        { name: 'audience', in: 'query', description: '`staff` when left out', schema: { $ref: schemaReference('Audience') } },
      ],
      responses: {
        '200': {
          description: 'A stream that stays open until either end closes it',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        ...problemAnswers(['request-malformed', 'too-many-requests', 'too-many-streams', 'internal-error', 'not-available']),
      },
    },
  },
});

/** Name of the schema of one live event. */
export const liveSchemaName = (event: string): string => `Live${pascalCase(event)}`;

/** What operators and their tools ask; outside `/api/v1`, because it changes with no wire. */
export const operatorPaths = (): Json => ({
  '/health/live': {
    get: {
      operationId: 'isAlive',
      tags: ['operators'],
      summary: 'Whether the process runs at all: restart it if not',
      responses: { '200': healthAnswer('It runs') },
    },
  },
  '/health/ready': {
    get: {
      operationId: 'isReady',
      tags: ['operators'],
      summary: 'Whether the hub can serve: store and broker answer',
      responses: { '200': healthAnswer('It can serve'), '503': healthAnswer('It cannot serve now, and says what is missing') },
    },
  },
  '/metrics': {
    get: {
      operationId: 'readMetrics',
      tags: ['operators'],
      summary: 'Figures for Prometheus',
      responses: { '200': { description: 'Prometheus text format', content: { 'text/plain': { schema: { type: 'string' } } } } },
    },
  },
});

const healthAnswer = (description: string): Json => ({
  description,
  content: {
    'application/json': { schema: { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] } },
  },
});
