import { AppError } from '@carillon/domain';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { json } from 'express';

const bodyBytesMax = 256 * 1024;

/** Reads a JSON body of at most 256 kB, and refuses whatever is none, in the words of the contract. */
export function readJsonBody(): RequestHandler {
  const parse = json({ limit: bodyBytesMax, strict: true });
  return (request: Request, response: Response, next: NextFunction) => {
    if (hasBody(request) && !request.is('application/json')) {
      return next(new AppError('request.unsupported_type', 'The body must be application/json.'));
    }
    parse(request, response, (error?: unknown) => {
      // No body at all is an empty one: most actions have nothing to say.
      request.body ??= {};
      next(error === undefined ? undefined : refusalOf(error));
    });
  };
}

function hasBody(request: Request): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}

function refusalOf(error: unknown): unknown {
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') {
    return new AppError('request.too_large', `A body has at most ${bodyBytesMax} bytes.`, { cause: error });
  }
  if (status === 415) {
    return new AppError(
      'request.unsupported_type',
      'The body must be UTF-8, and plain or compressed with gzip.',
      {
        cause: error,
      },
    );
  }
  if (type === 'entity.parse.failed') {
    // The parser's own words quote the body, which may hold a password.
    return new AppError('request.invalid', 'The body is not valid JSON.', {
      cause: error,
      fieldErrors: [{ path: 'body', message: 'is not valid JSON' }],
    });
  }
  if (status !== undefined && status < 500) {
    return new AppError('request.invalid', 'The body cannot be read.', {
      cause: error,
      fieldErrors: [{ path: 'body', message: 'cannot be read' }],
    });
  }
  return error;
}
