import type { BodyOf, Operation, ParametersOf, QueryOf } from '@etapiste/protocol';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { operationKey } from './implements.decorator.js';
import { Refused } from './refused.js';

/** What a route receives: checked by the operation's own schemas. */
export interface InputOf<O extends Operation> {
  readonly parameters: ParametersOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
}

const problemsIn = (place: string, schema: z.ZodType | undefined, value: unknown) => {
  const result = schema?.safeParse(value ?? {});
  const errors =
    result?.error?.issues.map((issue) => ({ field: [place, ...issue.path].join('.'), message: issue.message })) ?? [];
  return { data: result?.data, errors };
};

/** The checked input of a route made by `Implements`. @throws Refused `request-malformed`, naming every wrong field. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const operation = Reflect.getMetadata(operationKey, context.getHandler()) as Operation;
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const parameters = problemsIn('parameters', operation.parameters, request.params);
  const query = problemsIn('query', operation.query, request.query);
  const body = problemsIn('body', operation.body, request.body);
  const errors = [...parameters.errors, ...query.errors, ...body.errors];
  if (errors.length > 0) throw new Refused('request-malformed', undefined, errors);
  return { parameters: parameters.data, query: query.data, body: body.data };
});
