import { apiRoot, type BodyOf, type Operation, type ParametersOf, type QueryOf, type ResponseOf } from '@etapiste/protocol';
import type { Browser } from './sign-in.js';

interface Asked<O extends Operation> {
  readonly parameters?: ParametersOf<O>;
  readonly query?: QueryOf<O>;
  readonly body?: BodyOf<O>;
  readonly version?: number;
}

/** What a hub answered: `code` is a problem's, `undefined` for a good answer. */
export interface Answer<O extends Operation> {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: ResponseOf<O>;
  readonly extra: Record<string, unknown> | undefined;
}

/** Asks a hub over HTTP to do an operation, as a page of this browser would. */
export async function ask<O extends Operation>(
  { url }: { readonly url: string },
  { cookie }: Pick<Browser, 'cookie'>,
  operation: O,
  asked: Asked<O> = {},
): Promise<Answer<O>> {
  const given = asked as {
    parameters?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
    version?: number;
  };
  const path = operation.path.replaceAll(/\{(\w{1,40})\}/g, (_, name: string) => given.parameters?.[name] ?? '');
  const query = new URLSearchParams(
    Object.entries(given.query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const answer = await fetch(`${url}${apiRoot}${path}?${query.toString()}`, {
    method: operation.method,
    headers: {
      cookie,
      origin: url,
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(given.version === undefined ? {} : { 'if-match': `"${given.version}"` }),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  const text = await answer.text();
  const body = (text === '' ? undefined : JSON.parse(text)) as ResponseOf<O>;
  const problem = answer.ok ? undefined : (body as { code?: string; extra?: Record<string, unknown> });
  return { status: answer.status, code: problem?.code, body, extra: problem?.extra };
}
