import { AppError } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException } from '@nestjs/common';
import type { Response } from 'express';

/** Answers every error as a problem document (RFC 9457), never with a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const status = statusOf(error);
    if (status >= 500) this.logger.error('request failed', { error });
    const fieldErrors = error instanceof AppError ? error.fieldErrors : [];
    const detail =
      status < 500 && error instanceof Error
        ? error.message
        : 'The dummy webhook failed, and not on purpose.';
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return;
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ type: 'about:blank', title: titleOf(status), status, detail, fieldErrors }));
  }
}

/** Nest's exceptions and the body parser's errors both say what they mean. */
function statusOf(error: unknown): number {
  if (error instanceof AppError) return 400;
  if (typeof error !== 'object' || error === null) return 500;
  if (error instanceof HttpException) return error.getStatus();
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
}

function titleOf(status: number): string {
  const titles: Record<number, string> = { 400: 'Bad Request', 404: 'Not Found', 413: 'Payload Too Large' };
  return titles[status] ?? (status >= 500 ? 'Internal Server Error' : 'Request Refused');
}
