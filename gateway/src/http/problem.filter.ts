import { allProblems, type Language, type ProblemCode, type ProblemDetails } from '@etapiste/protocol';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log/log.js';
import { Refused } from './refused.js';

const byStatus: Record<number, ProblemCode> = {
  400: 'request-malformed',
  // Only files outside the pages' folder are refused like this: they are not there.
  403: 'not-found',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-timed-out',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'media-type-unsupported',
  429: 'too-many-requests',
  431: 'headers-too-large',
  503: 'not-available',
};

/** The reader's language by `Accept-Language`, in the order it prefers; Finnish when it names none of ours. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().split(';');
      const quality = options.find((option) => option.trim().startsWith('q='));
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
  return (wanted.find((language) => ['fi', 'sv', 'en'].includes(language)) as Language | undefined) ?? 'fi';
}

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: number };
  return statusCode ?? 500;
};

/** The problem that an error is, without inner workings. */
export function toProblem(error: unknown, language: Language): ProblemDetails {
  const code = error instanceof Refused ? error.code : (byStatus[statusOf(error)] ?? 'internal-error');
  const { status, title } = allProblems[code];
  const details: ProblemDetails = { type: `urn:etapiste:problem:${code}`, title: title[language], status, code };
  if (error instanceof Refused && error.extra) details.extra = error.extra;
  if (error instanceof Refused && error.errors) details.errors = error.errors;
  return details;
}

/** An error as the text of problem details (RFC 9457), in the language of an `Accept-Language`. */
export function problemText(error: unknown, accepted: string | undefined): { problem: ProblemDetails; body: string } {
  const problem = toProblem(error, languageOf(accepted));
  return { problem, body: JSON.stringify(problem) };
}

/** Answers an error as problem details, in the reader's language. */
export function problemReply(error: unknown, request: FastifyRequest, reply: FastifyReply): ProblemDetails {
  const { problem, body } = problemText(error, request.headers['accept-language']);
  void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(body);
  return problem;
}

/** Every error of a request becomes problem details; those that are our own fault are logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const problem = problemReply(error, request, host.switchToHttp().getResponse<FastifyReply>());
    if (problem.status === 500) this.log.error({ err: error, url: request.url }, 'a request failed');
  }
}
