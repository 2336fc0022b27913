import type { BodyOf, Language, Operation, ParametersOf, QueryOf } from '@etapiste/protocol';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { languageOf } from './problem.filter.js';
import { Refused } from './refused.js';

/** What a route receives: checked by the operation's own schemas. */
export interface InputOf<O extends Operation> {
  readonly parameters: ParametersOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  /** Which version the request is about, by its `If-Match`; there where the operation asks for it. */
  readonly version: O extends { readonly ifMatch: true } ? number : undefined;
}

const words = { fi: z.locales.fi().localeError, sv: z.locales.sv().localeError, en: z.locales.en().localeError };

const problemsIn = (place: string, schema: z.ZodType | undefined, value: unknown, language: Language) => {
  const result = schema?.safeParse(value ?? {}, { error: words[language] });
  const errors =
    result?.error?.issues.map((issue) => ({ field: [place, ...issue.path].join('.'), message: issue.message })) ?? [];
  return { data: result?.data, errors };
};

/** One entity tag, strong or weak, that holds a row's version (RFC 9110 §13.1.1). A weak one does: what is compared is a number. */
const versionTag = /^(?:W\/)?"(\d{1,15})"$/;

/** @throws Refused `version-missing` */
function readVersion({ ifMatch }: Operation, { headers }: FastifyRequest): number | undefined {
  if (!ifMatch) return undefined;
  const [, version] = versionTag.exec(headers['if-match'] ?? '') ?? [];
  if (version === undefined) throw new Refused('version-missing');
  return Number(version);
}

/**
 * What a request brings to an operation, checked.
 * @throws Refused `request-malformed`, naming every wrong field; `version-missing` where it must say what it is about
 */
export function readInput(operation: Operation, request: FastifyRequest): InputOf<Operation> {
  const language = languageOf(request.headers['accept-language']);
  const parameters = problemsIn('parameters', operation.parameters, request.params, language);
  const query = problemsIn('query', operation.query, request.query, language);
  const body = problemsIn('body', operation.body, request.body, language);
  const errors = [...parameters.errors, ...query.errors, ...body.errors];
  if (errors.length > 0) throw new Refused('request-malformed', undefined, errors);
  const version = readVersion(operation, request);
  return { parameters: parameters.data, query: query.data, body: body.data, version } as InputOf<Operation>;
}

/** A request that has passed the guard, which has checked what it brings. */
export type CheckedRequest = FastifyRequest & { input?: InputOf<Operation> };

/** The checked input of a route made by `Implements`. */
export const Input = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<CheckedRequest>().input,
);
