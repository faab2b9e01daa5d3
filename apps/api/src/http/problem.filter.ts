import { AppError } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException, Inject, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LOGGER } from '../dependencies.js';
import { allowedMethods, refusalOfMethod } from './allowed-methods.js';
import type { Problem } from './problem.js';
import { bugProblem, refusalOfDatabase, toProblem } from './problem.js';
import { requestIdOf } from './request-id.js';

/** Turns whatever was thrown into a problem document. Bugs are logged with their stack, which never leaves. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.#describe(error, request, response);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (problem.status === 503 || problem.code === 'run.not_waiting_yet')
      response.setHeader('retry-after', '1');
    if (error instanceof AppError && error.retryAfterMs !== undefined)
      response.setHeader('retry-after', Math.max(1, Math.ceil(error.retryAfterMs / 1_000)));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  #describe(error: unknown, request: Request, response: Response): Problem {
    const requestId = requestIdOf(response);
    const refusal = refusalOf(error, request, response);
    if (refusal === null) {
      this.logger.error('A request failed', { requestId, method: request.method, path: request.path, error });
      return bugProblem(requestId);
    }
    const problem = toProblem(refusal, requestId);
    if (problem.status >= 500) {
      const { code, cause } = refusal;
      this.logger.warn('A request could not be served', {
        requestId,
        path: request.path,
        code,
        error: cause,
      });
    }
    return problem;
  }
}

function refusalOf(error: unknown, request: Request, response: Response): AppError | null {
  if (error instanceof AppError) return error;
  // Only Nest's router throws it: the services refuse with an AppError.
  if (error instanceof NotFoundException) return unknownRoute(request, response);
  if (error instanceof HttpException) return refusalOfFramework(error);
  return refusalOfDatabase(error);
}

function unknownRoute(request: Request, response: Response): AppError {
  const methods = allowedMethods(request);
  if (methods.length === 0) return new AppError('route.not_found', 'There is nothing at this address.');
  return refusalOfMethod(response, methods);
}

/** A path that cannot be decoded, and the like: Express and Nest refuse those themselves. */
function refusalOfFramework(error: HttpException): AppError | null {
  const status = error.getStatus();
  if (status >= 500) return null;
  return new AppError('request.invalid', 'The request cannot be read.', { cause: error });
}
