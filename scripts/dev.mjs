/**
 * `npm run dev` and `npm run dev:worker`: a command of `carillon` on the sources as they are. Whenever one is saved, what
 * changed is compiled and the command is started anew; the pages of the dashboard are compiled by Next as they are asked for.
 */
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';

/** Editors write a file in several steps, and a branch is many files. */
const gatherMs = 200;

const { prepareOrExit } = await import('./prepare.mjs');
const root = await prepareOrExit();
const { build } = await import('./build.mjs');

let child = start();
let isStopping = false;
let isRestarting = false;
let timer;

for (const folder of sourceFolders()) {
  watch(folder, { recursive: true }, (_, file) => {
    if (file === null || !file.endsWith('.ts') || file.endsWith('.test.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(() => void rebuild(), gatherMs);
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isStopping = true;
    if (child.exitCode !== null || child.signalCode !== null) process.exit(0);
    child.kill(signal);
  });
}

function sourceFolders() {
  return ['packages', 'apps']
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name, 'src')))
    .filter((folder) => existsSync(folder));
}

/** In a process group of its own: Ctrl-C of the terminal reaches this process alone, and is passed on once. */
function start() {
  const args = [join(root, 'apps/cli/dist/main.js'), ...process.argv.slice(2)];
  const started = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', detached: true });
  started.once('exit', (code) => {
    if (isStopping) process.exit(code ?? 1);
    if (!isRestarting) console.error(`It ended with ${code}. The next change starts it anew.`);
  });
  return started;
}

async function rebuild() {
  if (isStopping || isRestarting) return;
  isRestarting = true;
  try {
    const compiled = await build();
    if (compiled === 0) return;
    console.error(`${compiled} files compiled; starting anew …`);
    await ended();
    if (!isStopping) child = start();
  } catch (error) {
    // What does not compile is told, and what runs goes on.
    console.error(error.message);
  } finally {
    isRestarting = false;
  }
}

function ended() {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}
