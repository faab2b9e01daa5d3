/**
 * What an earlier start may have left in the data directory: a lock, a running server, a stale `postmaster.pid`.
 *
 * The promise: one living process owns a data directory. When the owner is killed the lock says so (its process is
 * gone), and the next start stops the server that outlived it. A server is only ever stopped when its command line
 * names this very directory.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine, processMark } from './process-identity.js';
import { startFailed } from './start-failed.js';

interface Owner {
  pid: number;
  mark: string | null;
}

const lockFile = (dataDir: string) => `${dataDir}.lock`;

/** @throws AppError `server.start_failed` when a living process owns the directory */
export async function takeLock(dataDir: string): Promise<void> {
  const owner: Owner = { pid: process.pid, mark: await processMark(process.pid) };
  for (;;) {
    const taken = await writeFile(lockFile(dataDir), JSON.stringify(owner), { flag: 'wx' }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (taken) return;
    const other = await readOwner(dataDir);
    if (other !== null && other.mark !== null && (await processMark(other.pid)) === other.mark) {
      throw startFailed(
        `The database in ${dataDir} is in use: process ${other.pid} has started it and still runs.`,
        'Stop that process first, or give this one a folder of its own with CARILLON_DATA_DIR.',
      );
    }
    await releaseLock(dataDir);
  }
}

async function readOwner(dataDir: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(lockFile(dataDir), 'utf8')) as Owner;
  } catch {
    return null;
  }
}

export async function releaseLock(dataDir: string): Promise<void> {
  await rm(lockFile(dataDir), { force: true });
}

/** Stops the server that a killed owner left running, and removes a `postmaster.pid` that names a stranger. */
export async function clearLeftovers(dataDir: string, onLog: (line: string) => void): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  // Without a living process PostgreSQL sees for itself that the file is stale, and checks its shared memory besides.
  if (!Number.isInteger(pid) || pid <= 0 || (await processMark(pid)) === null) return;
  const [program = '', ...args] = await commandLine(pid);
  if (basename(program) !== 'postgres') {
    await rm(pidFile, { force: true });
    return;
  }
  if (!args.includes(dataDir)) return;
  onLog(`Stopping the PostgreSQL (process ${pid}) that an earlier start left running.`);
  await stopProcess(pid);
}

/** Fast shutdown, after 8 s immediate, after 2 s more by force. Resolves when the process is gone. */
export async function stopProcess(pid: number): Promise<void> {
  const mark = await processMark(pid);
  const lives = async () => mark !== null && (await processMark(pid)) === mark;
  for (const [signal, patienceMs] of [
    ['SIGINT', 8_000],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (!(await lives())) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw startFailed(
        `A PostgreSQL server (process ${pid}) of another user runs in this folder and cannot be stopped.`,
        'Stop it as that user, or start Carillon as that user.',
        error,
      );
    }
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline && (await lives())) await delay(20);
  }
}
