import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { AppError } from '@carillon/domain';

export interface HealthServerOptions {
  host: string;
  port: number;
  /** The variable that changes the port, named when it is taken. */
  portVariable: string;
  /** What the worker needs, each true when it is there. */
  checks: () => Record<string, boolean>;
  /** Numbers that tell how the worker does. */
  status: () => Record<string, unknown>;
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

/**
 * Serves `/health/live` (the process answers) and `/health/ready` (everything it needs is there; 503 if not).
 *
 * @throws AppError `server.start_failed` when the port is taken
 */
export function startHealthServer({
  host,
  port,
  portVariable,
  checks,
  status,
}: HealthServerOptions): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/health/live') return answer(response, 200, { status: 'ok' });
    if (request.url !== '/health/ready') return answer(response, 404, { status: 'not found' });
    const results = checks();
    const isReady = Object.values(results).every(Boolean);
    return answer(response, isReady ? 200 : 503, {
      status: isReady ? 'ok' : 'unavailable',
      checks: results,
      ...status(),
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const message = isTaken ? `Port ${port} is taken.` : `The health server cannot start: ${error.message}`;
      reject(
        new AppError('server.start_failed', message, {
          cause: error,
          hint: `Set ${portVariable} to another one.`,
        }),
      );
    });
    server.listen(port, host, () => resolve(server));
  });
}
