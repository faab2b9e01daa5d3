/**
 * The one origin that a browser needs: the pages, and behind the same host and port the API, GraphQL, the live socket
 * and the queue board. Nothing about the host is built in; it is what the request says.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WebConfig } from '@carillon/config';
import type { Logger } from '@carillon/telemetry';
import next from 'next';
import { answerWith } from './answer-with.js';
import { ApiGateway } from './api-gateway.js';
import { withStaticFiles } from './static-files.js';

/** How long an answer may still take after the signal to stop. */
const drainMs = 1_000;

export interface DashboardOptions {
  config: WebConfig;
  logger: Logger;
  /** Compiles pages when they are asked for, and again when their source changes. */
  dev: boolean;
}

export class PortInUseError extends Error {
  constructor(host: string, port: number, cause: unknown) {
    super(
      `Port ${port} on ${host} is already in use: stop what uses it, or set CARILLON_WEB_PORT to another port.`,
      { cause },
    );
  }
}

/**
 * Listens, tells a supervisor so, and ends the process with 0 on SIGTERM, on SIGINT, and when the supervisor is gone.
 *
 * @throws PortInUseError
 */
export async function serveDashboard({ config, logger, dev }: DashboardOptions): Promise<void> {
  const { host, port, apiUrl, place } = config;
  const gateway = new ApiGateway(apiUrl, logger);
  const dir = fileURLToPath(new URL('..', import.meta.url));
  const pages = next({ dev, dir, hostname: host, port });
  await pages.prepare();
  const renderPage = pages.getRequestHandler();
  const servePage = dev ? renderPage : withStaticFiles(join(dir, '.next', 'static'), renderPage);
  const upgradePage = pages.getUpgradeHandler();

  const { answer, upgrade } = answerWith({ gateway, servePage, upgradePage, logger, place, dev });
  const server = createServer(answer).on('upgrade', upgrade);
  await listen(server, host, port);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const url = `http://${shownHost}:${(server.address() as AddressInfo).port}`;
  logger.info('dashboard listens', { url });
  const stop = (reason: string): void => {
    logger.info('dashboard stops', { reason });
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
    gateway.close();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal));
  process.once('disconnect', () => stop('the supervisor is gone'));
  process.send?.({ type: 'ready', url });
}

function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(host, port, error) : error);
    });
    server.listen(port, host, resolve);
  });
}
