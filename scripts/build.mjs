/**
 * Compiles every workspace's `src/` into its `dist/` with SWC. Only what changed is compiled again; a file
 * whose source is gone is removed, so a `dist/` never holds what the source no longer says.
 */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const modifiedAt = async (file) => (await stat(file).catch(() => null))?.mtimeMs ?? 0;

async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function buildWorkspace(workspace) {
  const src = join(workspace, 'src');
  const dist = join(workspace, 'dist');
  const wanted = new Set();
  let compiled = 0;
  for (const source of await listFiles(src)) {
    if (!source.endsWith('.ts') || source.endsWith('.test.ts')) continue;
    const target = join(dist, relative(src, source).replace(/\.ts$/, '.js'));
    wanted.add(target).add(`${target}.map`);
    if (
      (await modifiedAt(target)) > Math.max(await modifiedAt(source), await modifiedAt(join(root, '.swcrc')))
    ) {
      continue;
    }
    const { code, map } = await transformFile(source, { sourceFileName: relative(dirname(target), source) });
    await mkdir(dirname(target), { recursive: true });
    await writeFile(`${target}.map`, map);
    await writeFile(target, `${code}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
    compiled += 1;
  }
  for (const output of await listFiles(dist)) if (!wanted.has(output)) await rm(output);
  return compiled;
}

/** Builds all workspaces. @returns {Promise<number>} how many files were compiled */
export async function build() {
  let compiled = await buildWorkspace(join(root, 'bench'));
  for (const group of ['packages', 'apps']) {
    for (const name of await readdir(join(root, group)))
      compiled += await buildWorkspace(join(root, group, name));
  }
  return compiled;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`Built: ${await build()} files compiled.`);
}
