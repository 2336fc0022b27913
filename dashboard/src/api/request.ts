import {
  apiRoot,
  seconds,
  type BodyOf,
  type Operation,
  type ParametersOf,
  type QueryOf,
  type ResponseOf,
} from '@etapiste/protocol';
import { currentLanguage } from '../i18n/index.js';
import { RequestFailure, failureOf } from './problem.js';

type Query = Record<string, string | number | undefined>;

/** What an operation wants; only the parts it has. */
export type RequestOf<O extends Operation> = (O['parameters'] extends object
  ? { readonly parameters: ParametersOf<O> }
  : object) &
  (O['query'] extends object ? { readonly query?: QueryOf<O> } : object) &
  (O['body'] extends object ? { readonly body: BodyOf<O> } : object) &
  (O['ifMatch'] extends true ? { readonly version: number } : object) & {
    readonly timeoutMs?: number;
    /** Lets the request outlive the page: for ending something while the page closes. */
    readonly keepalive?: boolean;
  };

/**
 * Asks the hub to do one operation of protocol: `await request(callOperations.acknowledgeCall, {parameters, body})`.
 * Answers with the operation's response, checked; throws a `RequestFailure` for a refusal and when nobody answers.
 */
export async function request<O extends Operation>(operation: O, wanted: RequestOf<O>): Promise<ResponseOf<O>> {
  const given = wanted as {
    parameters?: Record<string, string>;
    query?: Query;
    body?: unknown;
    version?: number;
    timeoutMs?: number;
  };
  const response = await answered(addressOf(operation, given), {
    method: operation.method,
    headers: {
      accept: 'application/json',
      'accept-language': currentLanguage(),
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(given.version === undefined ? {} : { 'if-match': `"${given.version}"` }),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    keepalive: wanted.keepalive ?? false,
    signal: AbortSignal.timeout(given.timeoutMs ?? seconds(10)),
  });
  if (!response.ok) {
    const failure = await failureOf(response);
    // Whoever opened the page has been signed out meanwhile: the page that knows where to sign in again hears it.
    if (failure.code === 'sign-in-needed') dispatchEvent(new Event('sign-in-needed'));
    throw failure;
  }
  if (!operation.response) return undefined as ResponseOf<O>;
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new RequestFailure('unreachable', undefined, { cause });
  });
  return operation.response.parse(body) as ResponseOf<O>;
}

const addressOf = (operation: Operation, given: { parameters?: Record<string, string>; query?: Query }): string => {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given.parameters?.[name] ?? ''));
  const asked = Object.entries(given.query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const query = new URLSearchParams(asked).toString();
  return `${apiRoot}${path}${query ? `?${query}` : ''}`;
};

const answered = async (address: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(address, init);
  } catch (cause) {
    throw new RequestFailure('unreachable', undefined, { cause });
  }
};
