/** What must hold before anything is started. All faults are found, not just the first. */
import { once } from 'node:events';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { UpConfig } from '@carillon/config';
import type { FieldError } from '@carillon/domain';
import { AppError } from '@carillon/domain';

interface WantedPort {
  purpose: string;
  variable: string;
  host: string;
  port: number;
}

export const postgresFolder = (dataDir: string) => join(dataDir, 'postgres');

/** What only remains beside the database when an earlier start was killed, or runs still. */
const traceOfEarlierStart = (dataDir: string) => `${postgresFolder(dataDir)}.lock`;

/** After a start that was killed its children need a moment to notice. */
const patienceMs = 5_000;

/**
 * Checks the data directory and every port.
 *
 * @throws AppError `server.start_failed` with a line for each fault
 */
export async function checkPreconditions(config: UpConfig, onWait: (line: string) => void): Promise<void> {
  let faults = await findFaults(config);
  const mayRunAlready = faults.length > 0 && (await exists(traceOfEarlierStart(config.dataDir)));
  if (mayRunAlready) {
    onWait('An earlier start runs still, or was killed; waiting a moment for its ports.');
    const deadline = performance.now() + patienceMs;
    while (faults.length > 0 && performance.now() < deadline) {
      await delay(200);
      faults = await findFaults(config);
    }
  }
  if (faults.length === 0) return;
  const lines = faults.map(({ path, message }) => `  ${path}: ${message}`);
  const suspicion = mayRunAlready ? ['Carillon seems to run already with this data directory.'] : [];
  const wayOut = 'Set the named variables in the environment or in .env, or stop what is in the way.';
  throw new AppError('server.start_failed', ['it cannot start.', ...lines, ...suspicion, wayOut].join('\n'), {
    fieldErrors: faults,
  });
}

async function findFaults(config: UpConfig): Promise<FieldError[]> {
  const inDataDir = await tryDataDir(config.dataDir);
  const inPorts = await findPortFaults(await wantedPorts(config));
  return [...(inDataDir === null ? [] : [inDataDir]), ...inPorts];
}

async function tryDataDir(dataDir: string): Promise<FieldError | null> {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { path: 'CARILLON_DATA_DIR', message: `${dataDir} cannot be written to (${code})` };
  }
}

async function wantedPorts(config: UpConfig): Promise<WantedPort[]> {
  const ports = [
    { purpose: 'the API', variable: 'CARILLON_API_PORT', host: config.apiHost, port: config.apiPort },
    { purpose: 'the dashboard', variable: 'CARILLON_WEB_PORT', host: config.webHost, port: config.webPort },
    {
      purpose: 'the dummy webhook',
      variable: 'CARILLON_DUMMY_PORT',
      host: config.dummyHost,
      port: config.dummyPort,
    },
    {
      purpose: 'the publisher’s health',
      variable: 'CARILLON_PUBLISHER_PORT',
      host: config.publisherHost,
      port: config.publisherPort,
    },
    {
      purpose: 'the listener’s health',
      variable: 'CARILLON_LISTENER_PORT',
      host: config.listenerHost,
      port: config.listenerPort,
    },
  ];
  // A server that an earlier start left running holds the port until the start itself has stopped it.
  const serverMayBeOurs = await exists(join(postgresFolder(config.dataDir), 'postmaster.pid'));
  if (config.databaseUrl !== null || serverMayBeOurs) return ports;
  return [
    ...ports,
    {
      purpose: 'PostgreSQL',
      variable: 'CARILLON_POSTGRES_PORT',
      host: '127.0.0.1',
      port: config.postgresPort,
    },
  ];
}

async function findPortFaults(ports: WantedPort[]): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  for (const [index, { purpose, variable, host, port }] of ports.entries()) {
    const twin = ports.slice(0, index).find((other) => other.port === port);
    const fault =
      twin === undefined ? await tryPort(host, port) : `is the same port as that of ${twin.variable}`;
    if (fault !== null) faults.push({ path: variable, message: `port ${port} for ${purpose} ${fault}` });
  }
  return faults;
}

async function tryPort(host: string, port: number): Promise<string | null> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return 'is taken by another program';
    if (code === 'EACCES') return 'is not open to ordinary users (below 1024)';
    return `cannot be listened on at ${host} (${code})`;
  }
  server.close();
  await once(server, 'close');
  return null;
}

/** True also when the folder is closed to us. */
async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EACCES',
  );
}
