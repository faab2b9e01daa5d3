/** A file of the repository that a program writes: writes it, or with `--check` says whether it is up to date. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string} path from the root of the project
 * @param {string} wanted its text
 */
export async function writeOrCheck(path, wanted) {
  if (!process.argv.includes('--check')) return writeFile(join(root, path), wanted);
  const present = await readFile(join(root, path), 'utf8').catch(() => '');
  if (present === wanted) return;
  const line = firstDifference(present.split('\n'), wanted.split('\n'));
  console.error(`${path} is not what would be generated now; they differ from line ${line} on.`);
  console.error('`npm run verify -- --fix` writes it anew.');
  process.exitCode = 1;
}

/** Counted from 1, as editors do. */
function firstDifference(present, wanted) {
  return wanted.findIndex((line, index) => line !== present[index]) + 1 || wanted.length + 1;
}
