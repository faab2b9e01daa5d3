/**
 * Who runs PostgreSQL. It refuses to run as root, so root hands it to a system user.
 *
 * That user often cannot enter the folder of the project: /root has mode 700, and a clone in /root is what containers
 * start with. Neither the programs in node_modules nor the data would then be reachable. PostgreSQL asks only whether
 * its user id is 0, so it may keep one capability of root's: to pass folders that are closed to its user
 * (CAP_DAC_READ_SEARCH; where the container withholds that one, CAP_DAC_OVERRIDE). It survives the change of user as an
 * ambient capability, and access(2), by which PostgreSQL checks its own program, honours it only with the secure bit
 * no_setuid_fixup. What it could reach beyond is the superuser's alone: the application's role is not a superuser.
 */
import { execFile } from 'node:child_process';
import { access, constants, lchown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { ownServer, startFailed } from './start-failed.js';

const run = promisify(execFile);

/** Names tried in this order; the last one is created where none exists. */
const systemUsers = ['postgres', '_postgres', 'carillon'];
const createdUser = 'carillon';

/** PostgreSQL gets no environment but this: nothing of ours, PGPORT or LD_LIBRARY_PATH for instance, may steer it. */
export const serverEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

export interface ServerUser {
  /** Undefined: the user of this process. */
  ids: { uid: number; gid: number } | undefined;
  /** What a program is started with, e.g. `command('/usr/bin/initdb', [])` for `spawn(file, args, options)`. */
  command(program: string, args: string[]): Command;
}

export interface Command {
  file: string;
  args: string[];
  options: { uid?: number; gid?: number; env: typeof serverEnvironment };
}

type Ids = NonNullable<ServerUser['ids']>;

/**
 * Chooses the user, and makes sure by trying that it reaches the programs and the folder of the data.
 *
 * @throws AppError `server.start_failed` when root has no user to hand PostgreSQL to, or none that gets through
 */
export async function chooseServerUser(
  binaries: Binaries,
  dataDir: string,
  onLog: (line: string) => void,
): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return sameUser;
  const ids = (await ownerOf(dataDir)) ?? (await findSystemUser()) ?? (await createSystemUser(onLog));
  const failures: string[] = [];
  for (const candidate of [plainUser(ids), ...(await capableUsers(ids))]) {
    const failure = await probe(candidate, binaries, dirname(dataDir));
    if (failure === null) return candidate;
    failures.push(failure);
  }
  throw startFailed(
    `PostgreSQL cannot run as root, and the user it is handed to (uid ${ids.uid}) cannot reach ${dirname(dataDir)} or ${binaries.home}: ${failures.at(-1)}`,
    `Install util-linux (for setpriv) and allow the capability DAC_READ_SEARCH or DAC_OVERRIDE, or move the project out of ${closedFolderHint(dataDir)}, or start as an ordinary user. ${ownServer}`,
  );
}

const sameUser: ServerUser = {
  ids: undefined,
  command: (file, args) => ({ file, args, options: { env: serverEnvironment } }),
};

const plainUser = (ids: Ids): ServerUser => ({
  ids,
  command: (file, args) => ({ file, args, options: { ...ids, env: serverEnvironment } }),
});

/** The users that keep a capability; none without setpriv. */
async function capableUsers(ids: Ids): Promise<ServerUser[]> {
  const setpriv = await findProgram('setpriv');
  if (setpriv === null) return [];
  return ['dac_read_search', 'dac_override'].map((capability) => ({
    ids,
    command: (program, args) => ({
      file: setpriv,
      args: [
        `--reuid=${ids.uid}`,
        `--regid=${ids.gid}`,
        '--clear-groups',
        `--inh-caps=-all,+${capability}`,
        `--ambient-caps=-all,+${capability}`,
        `--bounding-set=-all,+${capability}`,
        '--securebits=+no_setuid_fixup',
        program,
        ...args,
      ],
      options: { env: serverEnvironment },
    }),
  }));
}

async function findProgram(name: string): Promise<string | null> {
  for (const folder of serverEnvironment.PATH.split(':')) {
    const file = join(folder, name);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return null;
}

/** A cluster keeps the owner that it has: it may have been made by an ordinary user, or in another container. */
async function ownerOf(dataDir: string): Promise<Ids | null> {
  const { uid, gid } = await stat(join(dataDir, 'PG_VERSION')).catch(() => ({ uid: 0, gid: 0 }));
  return uid === 0 ? null : { uid, gid };
}

async function findSystemUser(names = systemUsers): Promise<Ids | null> {
  for (const name of names) {
    const ids = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
    ).catch(() => null);
    if (ids?.[0] !== undefined && ids[1] !== undefined && ids[0] !== 0) return { uid: ids[0], gid: ids[1] };
  }
  return null;
}

async function createSystemUser(onLog: (line: string) => void): Promise<Ids> {
  const ways: [string, string[]][] = [
    [
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        createdUser,
      ],
    ],
    ['adduser', ['-S', '-D', '-H', createdUser]],
  ];
  let cause: unknown;
  for (const [program, args] of ways) {
    try {
      await run(program, args, { env: serverEnvironment });
      const ids = await findSystemUser([createdUser]);
      if (ids !== null) {
        onLog(`Created the system user ${createdUser}: PostgreSQL does not run as root.`);
        return ids;
      }
    } catch (error) {
      cause = error;
    }
  }
  throw startFailed(
    `PostgreSQL cannot run as root, and the system user ${createdUser} could not be created.`,
    `Create a user named postgres, or start as an ordinary user. ${ownServer}`,
    cause,
  );
}

/** Tries what PostgreSQL will do. @returns null when all went well, else what did not */
async function probe(user: ServerUser, binaries: Binaries, folder: string): Promise<string | null> {
  const script = 'cd "$1" && test -r "$2" && "$3" --version && "$4" --version';
  const { file, args, options } = user.command('/bin/sh', [
    ...['-c', script, 'sh', folder],
    ...[join(binaries.home, 'share', 'postgresql', 'postgres.bki'), binaries.postgres, binaries.initdb],
  ]);
  try {
    const { stdout } = await run(file, args, { ...options, cwd: '/' });
    return stdout.split('(PostgreSQL)').length === 3 ? null : 'its programs cannot be read';
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return stderr.trim().split('\n').at(-1) || message.split('\n')[0] || 'no reason given';
  }
}

function closedFolderHint(dataDir: string): string {
  return dataDir.startsWith('/root/') ? '/root' : 'folders that are closed to others';
}

/** Gives a folder and all in it to the user that runs PostgreSQL. */
export async function giveTo(user: ServerUser, path: string): Promise<void> {
  if (user.ids === undefined) return;
  const { uid, gid } = user.ids;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  for (const entry of entries) await lchown(join(entry.parentPath, entry.name), uid, gid);
  await lchown(path, uid, gid);
}
