/** Runs Jest against servers of its own, which are stopped whatever happens, and ends with `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import jestConfig from '../jest.config.js';
import { prepareOrExit } from './prepare.mjs';

const namedSkipsMax = 12;
const hangingAfterMs = 10_000;

/** Ends the process: 0 when every test passed or was skipped, else 1; 130 or 143 after a signal. */
export async function runTests(args) {
  const root = await prepareOrExit();
  process.chdir(root);
  const interruption = watchSignals();
  console.log('Starting PostgreSQL and Redis for the tests …');
  // Imported only now: it uses what the preparation has built.
  const { startTestServices } = await import('./test-services.mjs');
  const services = await startTestServices();
  let results;
  try {
    for (const note of services.notes) console.log(note);
    results = interruption.signal === null ? await runJest(args, services.env, interruption) : null;
  } finally {
    await services.stop();
  }
  process.exitCode = report(results, { root, notes: services.notes, signal: interruption.signal });
}

/** A signal ends Jest, not this process: the servers are still to be stopped. */
function watchSignals() {
  const interruption = { signal: null, jest: null };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interruption.signal ??= signal;
      interruption.jest?.kill(signal);
    });
  }
  return interruption;
}

/** @returns {Promise<{ code: number | null, counts: object | null }>} `counts: null` when Jest ended without any */
async function runJest(args, env, interruption) {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-jest-'));
  const outputFile = join(folder, 'counts.json');
  try {
    const jest = spawn(
      process.execPath,
      ['node_modules/jest/bin/jest.js', ...reporters(outputFile), ...args],
      {
        env: testEnvironment(env),
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    interruption.jest = jest;
    const watch = endWhenHanging(jest, outputFile);
    const [code] = await once(jest, 'close');
    clearInterval(watch);
    return { code, counts: JSON.parse(await readFile(outputFile, 'utf8').catch(() => 'null')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function reporters(outputFile) {
  const ours = ['./scripts/jest-results-reporter.mjs', { outputFile }];
  return [
    '--config',
    JSON.stringify({ ...jestConfig, rootDir: process.cwd(), reporters: ['default', ours] }),
  ];
}

/** Jest waits for whatever a test has left open, for ever if need be. */
function endWhenHanging(jest, outputFile) {
  let finishedAt = null;
  return setInterval(() => {
    if (finishedAt === null && existsSync(outputFile)) finishedAt = Date.now();
    if (finishedAt === null || Date.now() - finishedAt < hangingAfterMs) return;
    console.log(
      'Jest does not end, because a test has left something open (see --detectOpenHandles); it is ended.',
    );
    jest.kill('SIGKILL');
  }, 500);
}

/** Nothing of the user's own Carillon may reach the tests, least of all its database. */
function testEnvironment(services) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_URL|REDIS_URL|JWT_SECRET|FRONTEND_URL|CARILLON_(?!TEST_).*)$/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    ...services,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules`.trim(),
    NODE_NO_WARNINGS: '1',
  };
}

/** Prints what was skipped and why, and the counts last. @returns the exit code */
function report(outcome, { root, notes, signal }) {
  if (signal !== null) console.log(`Ended by ${signal}; the servers of the tests are stopped.`);
  const counts = outcome?.counts ?? null;
  if (counts === null) {
    if (signal === null) console.log(`Jest ended without results (exit code ${outcome?.code ?? 'none'}).`);
    console.log('0 passed, 1 failed');
    return exitCode(signal, 1);
  }
  printSkipped(counts.skipped, root, notes);
  // A file that cannot even be loaded has no tests that could fail.
  const failed = counts.failed + counts.brokenFiles;
  const skipped = counts.skipped.length;
  if (counts.total + counts.brokenFiles === 0) console.log('No test was found.');
  if (counts.brokenFiles > 0)
    console.log(`${counts.brokenFiles} of the failed are files that could not be run.`);
  console.log(`${counts.passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return exitCode(signal, failed > 0 || counts.total === 0 || (outcome.code ?? 0) !== 0 ? 1 : 0);
}

function printSkipped(skipped, root, notes) {
  if (skipped.length === 0) return;
  const names = skipped.map(({ file, title }) => `  ${relative(root, file)}: ${title}`);
  console.log(['', 'Skipped:', ...names.slice(0, namedSkipsMax)].join('\n'));
  if (names.length > namedSkipsMax) console.log(`  and ${names.length - namedSkipsMax} more`);
  for (const note of notes) console.log(note);
}

function exitCode(signal, otherwise) {
  return signal === null ? otherwise : signal === 'SIGINT' ? 130 : 143;
}
