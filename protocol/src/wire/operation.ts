import type { z } from 'zod';

/** What a feature says about one of its REST operations. */
export interface OperationSource {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, with `{parameters}`: `/calls/{callId}/acknowledge`. */
  readonly path: string;
  readonly summary: string;
  readonly parameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response?: z.ZodType;
  /**
   * It changes what somebody else may have changed meanwhile: the request says in `If-Match` which `version` it is about, as an
   * entity tag (`"3"`, RFC 9110 §13.1.1). Without it `version-missing`, with another than the newest `version-differs`.
   */
  readonly ifMatch?: true;
  /** What the answer is when it is not one JSON: `response` then is the shape of each line. */
  readonly mediaType?: 'application/jsonl';
  /** Codes of the problems it may answer with, besides those that any request can meet. */
  readonly problems?: readonly string[];
}

/** One REST operation. Gateway routes, dashboard calls and OpenAPI are all made from it. */
export interface Operation extends OperationSource {
  readonly feature: string;
  readonly name: string;
}

/** Root of every REST path. */
export const apiRoot = '/api/v1';

/** The operations of one feature; `operationId` in OpenAPI is the name given here. */
export const operations = <Sources extends Record<string, OperationSource>>(
  feature: string,
  sources: Sources,
): { readonly [Name in keyof Sources]: Sources[Name] & Operation } =>
  Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, { ...source, feature, name }])) as never;

/** What an operation's body, parameters, query and answer look like in code. */
export type BodyOf<O extends OperationSource> = O['body'] extends z.ZodType ? z.infer<O['body']> : undefined;
export type ParametersOf<O extends OperationSource> = O['parameters'] extends z.ZodType
  ? z.infer<O['parameters']>
  : Record<string, never>;
export type QueryOf<O extends OperationSource> = O['query'] extends z.ZodType ? z.infer<O['query']> : Record<string, never>;
export type ResponseOf<O extends OperationSource> = O['response'] extends z.ZodType ? z.infer<O['response']> : undefined;
