import { newId } from '@carillon/domain';
import { withLogContext } from '@carillon/telemetry';
import type { NextFunction, Request, Response } from 'express';

const header = 'x-request-id';

/** Takes over the caller's request id if it is harmless in a log, else makes one; the answer and all that is logged for it carry it. */
export function assignRequestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers[header];
  const isSane = typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given);
  const requestId = isSane ? given : newId();
  response.setHeader(header, requestId);
  withLogContext({ requestId }, next);
}

export function requestIdOf(response: Response): string {
  return String(response.getHeader(header));
}
