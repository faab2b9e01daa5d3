/**
 * How much JavaScript each page of the dashboard loads, gzipped, before it can be used; fails above the limit. What a
 * page loads later, when it is idle or asked for it (a menu, an editor, a chart), does not count. Run by itself:
 * `node scripts/bundle-sizes.mjs`.
 */
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { buildWeb } from './build-web.mjs';

const limitBytes = 250_000;
const built = join(dirname(fileURLToPath(import.meta.url)), '..', 'apps', 'web', '.next');
const manifestName = 'page_client-reference-manifest.js';

await buildWeb();
const { rootMainFiles } = JSON.parse(await readFile(join(built, 'build-manifest.json'), 'utf8'));
const sizes = new Map();
const pages = [];
for (const folder of await foldersWithPages()) {
  const files = new Set([...rootMainFiles, ...(await filesOf(folder))]);
  const bytes = await Promise.all([...files].map(gzippedBytes));
  pages.push({ route: routeOf(folder), bytes: bytes.reduce((sum, each) => sum + each, 0) });
}
pages.sort((a, b) => b.bytes - a.bytes);
if (pages.length === 0) throw new Error(`No page was found in ${built}.`);
const width = Math.max(...pages.map(({ route }) => route.length));
for (const { route, bytes } of pages) {
  const mark = bytes > limitBytes ? '  too much' : '';
  console.log(`${route.padEnd(width)}  ${kilobytes(bytes).padStart(8)}${mark}`);
}
const tooMuch = pages.filter(({ bytes }) => bytes > limitBytes);
console.log(`${pages.length} pages; the limit is ${kilobytes(limitBytes)} each.`);
if (tooMuch.length > 0) process.exitCode = 1;

async function foldersWithPages() {
  const root = join(built, 'server', 'app');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter(({ name }) => name === manifestName).map(({ parentPath }) => parentPath);
}

/** The manifest is a script that sets a global: the files of the page, and of every layout around it. */
async function filesOf(folder) {
  const sandbox = {};
  sandbox.globalThis = sandbox;
  runInNewContext(await readFile(join(folder, manifestName), 'utf8'), sandbox);
  const [manifest] = Object.values(sandbox.__RSC_MANIFEST);
  // What is shown instead of the page when it fails is loaded with it; Next's own last resort is not.
  return Object.entries(manifest.entryJSFiles)
    .filter(([entry]) => entry.startsWith('[project]/apps/web/'))
    .flatMap(([, files]) => files);
}

async function gzippedBytes(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(await readFile(join(built, file))).length);
  return sizes.get(file);
}

/** `…/server/app/(console)/tasks/[id]` → `/tasks/[id]`. */
function routeOf(folder) {
  const path = folder.slice(join(built, 'server', 'app').length).replaceAll(/[/\\]\([^)]+\)/g, '');
  return path === '' ? '/' : path.replaceAll('\\', '/');
}

function kilobytes(bytes) {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
