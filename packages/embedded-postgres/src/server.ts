/**
 * A real PostgreSQL 18 as a child process, in a process group of its own, so that it is stopped by us and by nobody
 * else.
 *
 * The promise: if this process dies at any line, the data is safe (PostgreSQL's own write-ahead log), and the next
 * start finds out what was left (a half-made cluster, a running server, a stale lock) and puts it right.
 */
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '@carillon/domain';
import { locateBinaries } from './binaries.js';
import type { Passwords } from './cluster.js';
import { openCluster } from './cluster.js';
import type { ServerAddress } from './database.js';
import { adminUrl, applicationUrl, ensureDatabase } from './database.js';
import { clearLeftovers, releaseLock, stopProcess, takeLock } from './leftover.js';
import type { RunningServer } from './server-process.js';
import { hasEnded, launch } from './server-process.js';
import { chooseServerUser } from './server-user.js';
import { ownServer, startFailed } from './start-failed.js';

export interface EmbeddedPostgresOptions {
  /** The cluster's folder, made when missing. Its passwords and its lock lie beside it. */
  dataDir: string;
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Made when missing. Default `carillon`. */
  database?: string;
  /** Where the server writes its log. Default `logs/postgres.log` beside the cluster. */
  logFile?: string;
  /** Server settings besides, and over, the default ones, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
  /** Told in sentences what takes time or is out of the ordinary. */
  onLog?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Of the application's role, which owns the database and is no superuser. */
  url: string;
  /** Of the superuser, for administration and tests. */
  adminUrl: string;
  port: number;
  pid: number;
  /** Whether this start made the database. */
  wasCreated: boolean;
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Stops the server: fast, after 8 s at once. Resolves when its process is gone; may be called again. */
  stop(): Promise<void>;
  /** Kills the server without a word, as a crash would. For tests. */
  kill(): void;
}

/**
 * Starts the server on its data directory, made when missing, and resolves once it answers.
 *
 * @throws AppError `server.start_failed`
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const address = { host: options.host ?? '127.0.0.1', port: options.port };
  const database = options.database ?? 'carillon';
  const onLog = options.onLog ?? (() => undefined);
  const settings = options.settings ?? {};
  const logFile = options.logFile ?? join(dirname(dataDir), 'logs', 'postgres.log');
  const binaries = await locateBinaries();
  await prepareFolder(dataDir);
  try {
    const user = await chooseServerUser(binaries, dataDir, onLog);
    await clearLeftovers(dataDir, onLog);
    await checkPort(address);
    const passwords = await openCluster({ binaries, user, dataDir, sync: settings.fsync !== 'off' }, onLog);
    const child = await launch({ binaries, user, passwords, address, dataDir, logFile, settings }, onLog);
    return await finish(child, { address, passwords, database, dataDir });
  } catch (error) {
    await releaseLock(dataDir);
    throw toRefusal(error, dataDir);
  }
}

async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dirname(dataDir), { recursive: true });
    await takeLock(dataDir);
  } catch (error) {
    throw toRefusal(error, dataDir);
  }
}

/** The system's own errors that a user can do something about become refusals; all others are bugs. */
function toRefusal(error: unknown, dataDir: string): unknown {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (error instanceof AppError || code === undefined || syscall === undefined) return error;
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'part of the path is not a folder',
    ELOOP: 'too many symbolic links',
  };
  const reason = reasons[code];
  if (reason === undefined) return error;
  return startFailed(
    `PostgreSQL cannot keep its data in ${dataDir}: ${reason} (${syscall} ${path ?? ''}).`,
    `Start as the owner of that folder, or choose another one with CARILLON_DATA_DIR. ${ownServer}`,
    error,
  );
}

/** @throws AppError `server.start_failed` when somebody listens on the port */
async function checkPort({ host, port }: ServerAddress): Promise<void> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw startFailed(
      `PostgreSQL cannot listen on ${host}:${port}: ${(error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'the port is taken' : (error as Error).message}.`,
      'Choose another port with CARILLON_POSTGRES_PORT.',
      error,
    );
  }
  server.close();
  await once(server, 'close');
}

interface Started {
  address: ServerAddress;
  passwords: Passwords;
  database: string;
  dataDir: string;
}

async function finish(child: RunningServer, started: Started): Promise<EmbeddedPostgres> {
  const { address, passwords, database, dataDir } = started;
  const exited = new Promise<Awaited<EmbeddedPostgres['exited']>>((resolve) => {
    if (hasEnded(child)) resolve({ code: child.exitCode, signal: child.signalCode });
    else child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const stop = async () => {
    if (!hasEnded(child)) await stopProcess(child.pid);
    await exited;
    await releaseLock(dataDir);
  };
  try {
    return {
      url: applicationUrl(address, passwords, database),
      adminUrl: adminUrl(address, passwords),
      port: address.port,
      pid: child.pid,
      wasCreated: await ensureDatabase(adminUrl(address, passwords), database, passwords.application),
      exited,
      stop,
      kill: () => void child.kill('SIGKILL'),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
