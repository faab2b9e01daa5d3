/**
 * What `npm start` and `npm test` have in common: dependencies installed, sources built. A second run finds both done
 * and costs a fraction of a second. It needs nothing but Node until the dependencies are there.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = join(root, 'node_modules', '.carillon-install');

/** A fault that the user can do something about. Told as one line, without a stack. */
class PreparationError extends Error {}

/** Installs and builds what is not up to date. @returns the root of the project; does not return when that fails */
export async function prepareOrExit() {
  try {
    await prepare();
    return root;
  } catch (error) {
    if (!(error instanceof PreparationError)) throw error;
    console.error(error.message);
    return process.exit(1);
  }
}

async function prepare() {
  const wanted = fingerprint();
  if (readIfThere(stampFile) !== wanted) {
    requireWriteAccess();
    await install();
    writeFileSync(stampFile, wanted);
  }
  await buildSources();
}

/** Names what an installation depends on: the lockfile, every manifest, and the machine, as there are native programs. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', ...workspaceManifests()]) {
    hash.update(`\0${file}\0${readIfThere(join(root, file)) ?? ''}`);
  }
  return hash.digest('hex');
}

function workspaceManifests() {
  const groups = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(group, name, 'package.json')),
  );
  return [...groups, join('tests', 'package.json'), join('bench', 'package.json')].sort();
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function requireWriteAccess() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new PreparationError(
      `The dependencies must be installed, but ${root} cannot be written to. Start once as the owner of that folder, or copy the project to a folder of your own.`,
    );
  }
}

async function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = packageManager.replace(/^pnpm@/, '');
  const [program, ...args] = installedPnpm() === version ? ['pnpm'] : ['npx', '--yes', `pnpm@${version}`];
  console.error(`Installing the dependencies with pnpm ${version} …`);
  const startedAt = Date.now();
  // Development dependencies too, whatever NODE_ENV says: the compiler is one. And no question about a node_modules
  // that another program has made, as there may be nobody to answer. The pinned pnpm is already the one that runs, so
  // it need not look after its own version, nor ask for it to be in the lockfile.
  const options = [
    ...['--frozen-lockfile', '--prod=false', '--pm-on-fail=ignore'],
    '--config.confirm-modules-purge=false',
  ];
  const { code, failure } = await run(program, [...args, 'install', ...options]);
  if (failure?.code === 'ENOENT') {
    throw new PreparationError(
      `The program ${program} was not found. It comes with Node: check that the folder of ${process.execPath} is on the PATH.`,
    );
  }
  if (failure !== null || code !== 0) {
    throw new PreparationError(
      'The dependencies could not be installed; the lines above say why. Check the network and the disk, then start again.',
    );
  }
  console.error(`Installing the dependencies: done in ${seconds(startedAt)}.`);
}

/** The version of the pnpm on the PATH, or null. Asked outside the project, where it would fetch the pinned one. */
function installedPnpm() {
  try {
    const options = { cwd: dirname(process.execPath), stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' };
    return execFileSync('pnpm', ['--version'], options).trim();
  } catch {
    return null;
  }
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (failure) => resolve({ code: null, failure }));
    child.once('exit', (code) => resolve({ code, failure: null }));
  });
}

async function buildSources() {
  const startedAt = Date.now();
  const { build } = await import('./build.mjs');
  try {
    const compiled = await build();
    if (compiled > 0) console.error(`Building: ${compiled} files compiled in ${seconds(startedAt)}.`);
    await buildPages();
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM', 'ENOSPC'].includes(error.code)) {
      throw new PreparationError(
        `The project cannot be built: ${error.path ?? root} cannot be written to (${error.code}). Start once as the owner of that folder.`,
      );
    }
    throw new PreparationError(`The project cannot be built: ${error.message}`);
  }
}

/** Takes a while, but only when the dashboard has changed. */
async function buildPages() {
  const startedAt = Date.now();
  const { buildWeb } = await import('./build-web.mjs');
  if (await buildWeb()) console.error(`Building: the dashboard, in ${seconds(startedAt)}.`);
}

const seconds = (startedAt) => `${((Date.now() - startedAt) / 1_000).toFixed(1)} s`;
