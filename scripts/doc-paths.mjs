/** Checks that what Markdown at the root and under docs/ cites is there: links, paths in backticks, npm scripts. */
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folders = /^(apps|packages|db|docs|scripts|tests|bench|deploy|\.ci)(\/|$)/;
/** A name of one letter, as in `x.test.ts`, stands for any. */
const fileName = /(^|\/)\.?[^./][^./][^/]*\.(md|ts|tsx|mjs|cjs|js|json|jsonc|ya?ml|sql|toml|sh|example)$/;
const pathCharacters = /^[\w./@*{},<>-]+$/;
/** Made by programs or by the user: not there in a fresh clone. */
const madeLater = /(^|\/)(node_modules|dist|coverage|\.carillon|\.env)(\/|$)/;
const notOurs = new Set(['.git', 'node_modules', 'dist', '.carillon', 'coverage']);

const files = await listFiles(root);
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const faults = [];
for (const file of files.filter((name) => /^(docs\/.*|[^/]*)\.md$/.test(name))) await checkDocument(file);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

/** @returns {Promise<string[]>} every file of the project, from its root */
async function listFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = entries
    .filter(({ name }) => !notOurs.has(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(path) : [relative(root, path)];
    });
  return (await Promise.all(lists)).flat();
}

async function checkDocument(file) {
  const lines = withoutCodeBlocks(await readFile(join(root, file), 'utf8')).split('\n');
  lines.forEach((line, index) => {
    const missing = [...missingLinks(line, file), ...missingPaths(line, file), ...missingScripts(line)];
    for (const what of missing) faults.push(`${file}:${index + 1}: ${what} is not there.`);
  });
}

/** What stands in a block is an example. Its lines stay, empty, so that line numbers are right. */
function withoutCodeBlocks(markdown) {
  return markdown.replace(/^( *)(```+|~~~+)[^]*?^ *\2 *$/gm, (block) => block.replace(/[^\n]/g, ''));
}

function missingLinks(line, file) {
  const targets = [...line.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]: +(\S+)/g)];
  return targets
    .map(([, inline, reference]) => decodeURI((inline ?? reference).replace(/#.*$/, '')))
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target))
    .filter((target) => !existsSync(join(root, target.startsWith('/') ? '' : dirname(file), target)));
}

function missingPaths(line, file) {
  return [...line.matchAll(/`([^`]+)`/g)]
    .flatMap(([, code]) => code.split(/\s+/).map((word) => ({ word, isAlone: !/\s/.test(code) })))
    .map(({ word, isAlone }) => ({ path: word.replace(/(:\d+(-\d+)?|#.*|[,;:]|\/)$/, ''), isAlone }))
    .filter(({ path, isAlone }) => isPath(path, isAlone) && !isThere(path, file))
    .map(({ path }) => path);
}

/** In a command, only what begins with a folder of ours: its other words may name files of the user's. */
function isPath(path, isAlone) {
  if (!pathCharacters.test(path) || madeLater.test(path) || /^[@/~]|^\*\./.test(path)) return false;
  return folders.test(path) ? path.includes('/') : isAlone && fileName.test(path);
}

/** From the root or from the document; a bare file name, anywhere. */
function isThere(path, file) {
  if ([root, join(root, dirname(file))].some((folder) => existsSync(join(folder, path)))) return true;
  const pattern = new RegExp(`${path.includes('/') ? '^' : '(^|/)'}${toPattern(path)}(/|$)`);
  return files.some((name) => pattern.test(name));
}

/** `*`, `{a,b}` and `<name>` stand for what they usually stand for. */
function toPattern(path) {
  return path
    .replace(/[.+]/g, '\\$&')
    .replace(/\*\*\//g, '(.+/)?')
    .replace(/\*+|<[^>]+>/g, '[^/]+')
    .replace(/\{([^}]+)\}/g, (_, names) => `(${names.replaceAll(',', '|')})`);
}

function missingScripts(line) {
  return [...line.matchAll(/`npm run ([\w:-]+)/g)]
    .map(([, name]) => name)
    .filter((name) => !(name in scripts))
    .map((name) => `the npm script ${name}`);
}
