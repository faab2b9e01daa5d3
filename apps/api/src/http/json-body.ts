import { AppError, hasInexactNumber, parseJson, roundNumbers } from '@carillon/domain';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { json } from 'express';
import { invalidField } from './problem.js';

const bodyBytesMax = 256 * 1024;

/** What holds a payload is a few levels deeper than payloads may be. Whoever reads JSON by recursion can rely on it. */
const depthMax = 150;

/** Fields that hold a document of somebody else: its numbers are kept as they are written, all others are read. */
const documentFields: ReadonlySet<string> = new Set(['jsonPayload', 'result']);

/** Reads a JSON body of at most 256 kB, and refuses whatever is none, in the words of the contract. */
export function readJsonBody(): RequestHandler {
  const texts = new WeakMap<object, string>();
  const keepText = (request: object, _response: unknown, body: Buffer, encoding: string): void => {
    if (Buffer.isEncoding(encoding)) texts.set(request, body.toString(encoding));
  };
  const parse = json({ limit: bodyBytesMax, strict: true, verify: keepText });
  return (request: Request, response: Response, next: NextFunction) => {
    if (hasBody(request) && !request.is('application/json')) {
      return next(new AppError('request.unsupported_type', 'The body must be application/json.'));
    }
    parse(request, response, (error?: unknown) => {
      // No body at all is an empty one: most actions have nothing to say.
      request.body ??= {};
      if (error !== undefined) return next(refusalOf(error));
      if (isDeeper(request.body, depthMax)) return next(tooDeep());
      const text = texts.get(request) ?? '';
      if (hasInexactNumber(text)) request.body = readExactly(text);
      next();
    });
  };
}

/** @param text JSON that has been read before, and is not nested too deep */
function readExactly(text: string): unknown {
  return roundNumbers(parseJson(text.replace(/^\uFEFF/, '')), documentFields);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

function tooDeep(): AppError {
  return invalidField('body', `is nested more than ${depthMax} deep`);
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
