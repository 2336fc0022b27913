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
}

const words = { fi: z.locales.fi().localeError, sv: z.locales.sv().localeError, en: z.locales.en().localeError };

const problemsIn = (place: string, schema: z.ZodType | undefined, value: unknown, language: Language) => {
  const result = schema?.safeParse(value ?? {}, { error: words[language] });
  const errors =
    result?.error?.issues.map((issue) => ({ field: [place, ...issue.path].join('.'), message: issue.message })) ?? [];
  return { data: result?.data, errors };
};

/** What a request brings to an operation, checked. @throws Refused `request-malformed`, naming every wrong field */
export function readInput(operation: Operation, request: FastifyRequest): InputOf<Operation> {
  const language = languageOf(request.headers['accept-language']);
  const parameters = problemsIn('parameters', operation.parameters, request.params, language);
  const query = problemsIn('query', operation.query, request.query, language);
  const body = problemsIn('body', operation.body, request.body, language);
  const errors = [...parameters.errors, ...query.errors, ...body.errors];
  if (errors.length > 0) throw new Refused('request-malformed', undefined, errors);
  return { parameters: parameters.data, query: query.data, body: body.data } as InputOf<Operation>;
}

/** A request that has passed the guard, which has checked what it brings. */
export type CheckedRequest = FastifyRequest & { input?: InputOf<Operation> };

/** The checked input of a route made by `Implements`. */
export const Input = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<CheckedRequest>().input,
);
