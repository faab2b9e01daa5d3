import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { AppError } from '@carillon/domain';
import { mayReadMetrics, metricsContentType } from '@carillon/telemetry';

export interface HealthServerOptions {
  host: string;
  port: number;
  /** The variable that changes the port, named when it is taken. */
  portVariable: string;
  /** What the worker needs, each true when it is there. */
  checks: () => Record<string, boolean>;
  /** Numbers that tell how the worker does. */
  status: () => Record<string, unknown>;
  /** `token`: what has to be shown for them; null: nothing. */
  metrics: { token: string | null; read: () => Promise<string> };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

async function answerMetrics(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { token, read }: HealthServerOptions['metrics'],
): Promise<void> {
  if (!mayReadMetrics(headers.authorization, token)) {
    response.setHeader('www-authenticate', 'Bearer');
    return answer(response, 401, { status: 'unauthorized' });
  }
  try {
    const text = await read();
    response.writeHead(200, { 'content-type': metricsContentType }).end(text);
  } catch {
    answer(response, 503, { status: 'unavailable' });
  }
}

/**
 * Serves `/metrics`, `/health/live` (the process answers) and `/health/ready` (everything it needs is there; 503 if not).
 *
 * @throws AppError `server.start_failed` when the port is taken
 */
export function startHealthServer({
  host,
  port,
  portVariable,
  checks,
  status,
  metrics,
}: HealthServerOptions): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/metrics') return void answerMetrics(request, response, metrics);
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
