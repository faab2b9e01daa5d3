/** The server's process: how it is started, and how long it may take until it answers. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import type { Passwords } from './cluster.js';
import type { ServerAddress } from './database.js';
import { adminUrl, askWhetherReady } from './database.js';
import { stopProcess } from './leftover.js';
import type { ServerLog } from './server-log.js';
import { lastErrors, openServerLog } from './server-log.js';
import type { ServerUser } from './server-user.js';
import { ownServer, startFailed } from './start-failed.js';

export type RunningServer = ChildProcess & { pid: number };

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

export interface Launch {
  binaries: Binaries;
  user: ServerUser;
  passwords: Passwords;
  address: ServerAddress;
  dataDir: string;
  logFile: string;
  /** Over the default ones. */
  settings: Record<string, string>;
}

const defaultSettings = {
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  unix_socket_directories: '',
};

/** Starts the server and waits until it answers. For a moment after a crash the dead server's memory may be in use. */
export async function launch(options: Launch, onLog: (line: string) => void): Promise<RunningServer> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const log = await openServerLog(options.logFile);
    try {
      const child = spawnServer(options, log);
      const running = await waitUntilReady(child, options, onLog);
      if (running !== null) return running;
      const errors = await lastErrors(log);
      if (!errors.includes('shared memory') || Date.now() > deadline) {
        throw startFailed(
          `PostgreSQL ended while it started: ${errors || `see ${log.file}`}`,
          `Its log is ${log.file}. ${ownServer}`,
        );
      }
      await delay(250);
    } finally {
      await log.handle.close();
    }
  }
}

function spawnServer({ binaries, user, address, dataDir, settings }: Launch, log: ServerLog): ChildProcess {
  const flags = Object.entries({ ...defaultSettings, ...settings, listen_addresses: address.host }).map(
    ([name, value]) => `--${name}=${value}`,
  );
  const { file, args, options } = user.command(binaries.postgres, [
    ...['-D', dataDir, '-p', String(address.port)],
    ...flags,
  ]);
  const stdio = ['ignore', log.handle.fd, log.handle.fd] as const;
  const child = spawn(file, args, { ...options, cwd: '/', detached: true, stdio: [...stdio] });
  child.on('error', () => undefined);
  return child;
}

const startTimeoutMs = 60_000;
const recoveryTimeoutMs = 600_000;
const startingUp = '57P03';

/** @returns null when the process has ended instead */
async function waitUntilReady(
  child: ChildProcess,
  { address, passwords }: Launch,
  onLog: (line: string) => void,
): Promise<RunningServer | null> {
  const url = adminUrl(address, passwords);
  const startedAt = Date.now();
  let recovering = false;
  while (child.pid !== undefined && !hasEnded(child)) {
    const answer = await askWhetherReady(url);
    if (answer === null) return hasEnded(child) ? null : (child as RunningServer);
    if (answer === startingUp && !recovering && Date.now() - startedAt > 3_000) {
      recovering = true;
      onLog('PostgreSQL is recovering from a crash. No data is lost; this can take some minutes.');
    }
    if (answer.startsWith('28')) {
      await stopProcess(child.pid);
      throw startFailed(
        'PostgreSQL does not accept the password on file.',
        'Put the password file back that belongs to this data directory.',
      );
    }
    if (Date.now() - startedAt > (recovering ? recoveryTimeoutMs : startTimeoutMs)) {
      await stopProcess(child.pid);
      throw startFailed(`PostgreSQL did not answer within ${startTimeoutMs / 1_000} s.`, ownServer);
    }
    await delay(25);
  }
  return null;
}
