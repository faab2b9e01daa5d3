import type { Logger } from '@carillon/telemetry';
import type { RequestHandler } from 'express';
import { requestIdOf } from './request-id.js';

/** One debug line for each answer; probes of the health routes stay silent. */
export function accessLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    if (request.path.startsWith('/api/health')) return next();
    const { method, path } = request;
    const startedAt = performance.now();
    response.on('close', () => {
      logger.debug('Request', {
        requestId: requestIdOf(response),
        method,
        path,
        status: response.writableFinished ? response.statusCode : 'aborted',
        durationMs: Math.round(performance.now() - startedAt),
      });
    });
    next();
  };
}
