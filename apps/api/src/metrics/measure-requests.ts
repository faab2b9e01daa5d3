import type { Metrics } from '@carillon/telemetry';
import type { Request, RequestHandler } from 'express';

/** What is no route of Nest's, by where it is mounted. */
const mounts = ['/admin/queues', '/graphql'];

/** Times every answer. Whatever a caller may choose freely stands for `other`: it must not make series. */
export function measureRequests(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.on('close', () => {
      const status = response.writableFinished ? String(response.statusCode) : 'aborted';
      const labels = { method: request.method, route: routeOf(request), status };
      metrics.observeRequest(labels, performance.now() - startedAt);
    });
    next();
  };
}

/** The pattern of the route, `/api/tasks/:id`. */
function routeOf({ baseUrl, originalUrl, route }: Request): string {
  const pattern = (route as { path?: unknown } | undefined)?.path;
  if (baseUrl === '' && typeof pattern === 'string') return pattern;
  const path = originalUrl.toLowerCase();
  return mounts.find((mount) => path.startsWith(mount)) ?? 'other';
}
