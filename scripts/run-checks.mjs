/**
 * Runs the checks of `npm run verify`, two at a time, each as a program of its own. All of them run whatever fails;
 * what they found is printed at the end.
 */
import { spawn } from 'node:child_process';
import { prepareOrExit } from './prepare.mjs';

const prettier = [
  'node_modules/prettier/bin/prettier.cjs',
  '.',
  '--log-level=warn',
  '--cache',
  '--cache-strategy=content',
  '--cache-location=node_modules/.cache/verify/format',
];

// The longest first, so that the two lanes end at about the same time.
const checks = [
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'] },
  {
    name: 'schema',
    args: ['scripts/schema-dump.mjs', '--check'],
    fix: ['scripts/schema-dump.mjs'],
  },
  {
    name: 'types',
    args: [
      'node_modules/typescript-7/bin/tsc',
      '--project',
      'tsconfig.json',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/verify/types.tsbuildinfo',
    ],
  },
  // A project of its own: Next's types change what every other one knows of Node's environment.
  {
    name: 'web types',
    args: [
      'node_modules/typescript-7/bin/tsc',
      '--project',
      'apps/web/tsconfig.json',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/verify/web-types.tsbuildinfo',
    ],
  },
  {
    name: 'borders',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'apps/*/src',
      'packages/*/src',
      'tests',
      'bench',
      '--output-type=err-long',
    ],
  },
  {
    name: 'format',
    args: [...prettier, '--check'],
    fix: [...prettier, '--write'],
  },
  {
    name: 'dead code',
    args: ['node_modules/knip/bin/knip.js', '--tsConfig=tsconfig.knip.json', '--no-progress'],
  },
  {
    name: 'environment',
    args: ['scripts/environment-example.mjs', '--check'],
    fix: ['scripts/environment-example.mjs'],
  },
  {
    name: 'graphql',
    args: ['scripts/graphql-schema.mjs', '--check'],
    fix: ['scripts/graphql-schema.mjs'],
  },
  {
    name: 'openapi',
    args: ['scripts/openapi.mjs', '--check'],
    fix: ['scripts/openapi.mjs'],
  },
  { name: 'containers', args: ['scripts/containers.mjs'] },
  { name: 'doc paths', args: ['scripts/doc-paths.mjs'] },
  { name: 'bundles', args: ['scripts/bundle-sizes.mjs'] },
];

const checksAtOnce = 2;
const nameWidth = Math.max(...checks.map(({ name }) => name.length));

/** @param {string[]} options `--fix` or nothing. Sets the exit code: 0 when every check passed, 1 when one failed */
export async function runChecks(options) {
  const unknown = options.find((option) => option !== '--fix');
  if (unknown !== undefined) {
    console.error(`Unknown option ${unknown}. Usage: npm run verify [-- --fix]`);
    process.exitCode = 2;
    return;
  }
  process.chdir(await prepareOrExit());
  const startedAt = Date.now();
  if (options.includes('--fix')) await fixWhatCanBe();
  const failures = await runAll(checks);
  for (const { name, output } of failures) console.log(`\n--- ${name} ---\n\n${output.trim()}`);
  const names = failures.map(({ name }) => name).join(', ');
  const verdict = failures.length === 0 ? `All ${checks.length} checks passed` : `Failed: ${names}`;
  console.log(`\n${verdict} (${seconds(startedAt)}).`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** One after the other, as one may write what the next one formats. What could not be fixed, the checks report. */
async function fixWhatCanBe() {
  for (const { fix } of checks) if (fix !== undefined) await run(fix);
}

/** @returns {Promise<{ name: string, output: string }[]>} the failures, in the order of the checks */
async function runAll(all) {
  const waiting = [...all];
  const failures = [];
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const startedAt = Date.now();
      const { passed, output } = await run(check.args);
      console.log(`${passed ? '✔' : '✘'} ${check.name.padEnd(nameWidth)} ${seconds(startedAt).padStart(7)}`);
      if (!passed) failures.push({ name: check.name, output });
    }
  };
  await Promise.all(Array.from({ length: checksAtOnce }, lane));
  return failures.sort((a, b) => position(a) - position(b));
}

const position = ({ name }) => checks.findIndex((check) => check.name === name);

/** @returns {Promise<{ passed: boolean, output: string }>} */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', (error) => resolve({ passed: false, output: error.message }));
    child.once('close', (code, signal) => {
      const end = code === null ? `\nended by ${signal}` : '';
      resolve({ passed: code === 0, output: `${output}${end}` });
    });
  });
}

const seconds = (startedAt) => `${((Date.now() - startedAt) / 1_000).toFixed(1)} s`;
