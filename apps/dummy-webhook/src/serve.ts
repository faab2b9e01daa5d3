import type { AddressInfo } from 'node:net';
import type { Logger } from '@carillon/telemetry';
import type { NestExpressApplication } from '@nestjs/platform-express';

/** How long an answer may still take after the signal to stop. */
const drainMs = 5_000;

export class PortInUseError extends Error {
  constructor(host: string, port: number, cause: unknown) {
    super(
      `Port ${port} on ${host} is already in use: stop what uses it, or set CARILLON_DUMMY_PORT to another port.`,
      { cause },
    );
  }
}

/**
 * Listens, tells a supervisor so, and ends the process with 0 on SIGTERM, on SIGINT, and when the supervisor is gone.
 *
 * @throws PortInUseError
 */
export async function serve(
  app: NestExpressApplication,
  address: { host: string; port: number },
  logger: Logger,
): Promise<void> {
  const { host, port } = address;
  try {
    await app.listen(port, host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortInUseError(host, port, error);
    throw error;
  }
  const server = app.getHttpServer();
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const url = `http://${shownHost}:${(server.address() as AddressInfo).port}`;
  logger.info('dummy webhook listens', { url });
  const stop = (reason: string): void => {
    logger.info('dummy webhook stops', { reason });
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
    void app.close().finally(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal));
  process.once('disconnect', () => stop('the supervisor is gone'));
  process.send?.({ type: 'ready', url });
}
