import type { NextFunction, Request, Response } from 'express';

/** Answers are data: not to be framed, sniffed, kept, or run. The documentation page runs its own scripts. */
export function setSecurityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  if (!request.path.startsWith('/api/docs')) {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  }
  next();
}
