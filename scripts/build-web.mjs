/**
 * Builds the dashboard's pages with Next, when anything that they are made of has changed since the last time. Run by
 * itself: `node scripts/build-web.mjs`.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip as gzipCallback } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzip = promisify(gzipCallback);

const thisFile = fileURLToPath(import.meta.url);
const root = join(dirname(thisFile), '..');
const web = join(root, 'apps', 'web');
const stampFile = join(web, '.next', 'carillon-build');

/** Builds if need be. @returns {Promise<boolean>} whether it did. @throws Error with Next's output when it fails */
export async function buildWeb() {
  const wanted = await fingerprint();
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === wanted) return false;
  await runNext();
  await compressFiles();
  await writeFile(stampFile, wanted);
  return true;
}

/** Names the sources, the client that they call, and the packages that are installed. */
async function fingerprint() {
  const hash = createHash('sha256');
  const folders = ['app', 'api', 'features', 'ui', 'public'].map((name) => join(web, name));
  const files = (
    await Promise.all([...folders, join(root, 'packages', 'client', 'src')].map(listFiles))
  ).flat();
  const single = ['store.ts', 'next.config.mjs', 'postcss.config.mjs', 'tsconfig.json', 'package.json'];
  files.push(...single.map((name) => join(web, name)), join(root, 'pnpm-lock.yaml'), thisFile);
  for (const file of files.filter((name) => !name.includes('.test.')).sort()) {
    hash.update(`\0${file.slice(root.length)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function runNext() {
  const next = createRequire(join(web, 'package.json')).resolve('next/dist/bin/next');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: web,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      reject(new Error(`the dashboard does not build.\n${output.trim()}`));
    });
  });
}

/** Once for all visitors, beside the files themselves (apps/web/src/static-files.ts). */
async function compressFiles() {
  const files = await listFiles(join(web, '.next', 'static'));
  for (const file of files.filter((name) => /\.(js|css|svg)$/.test(name))) {
    const text = await readFile(file);
    await writeFile(`${file}.br`, await brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    await writeFile(`${file}.gz`, await gzip(text, { level: 9 }));
  }
}

if (process.argv[1] === thisFile) {
  console.log((await buildWeb()) ? 'Built the dashboard.' : 'The dashboard is up to date.');
}
