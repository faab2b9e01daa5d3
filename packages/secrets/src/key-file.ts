import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@carillon/domain';

/** Windows has no permission bits, and syncs no folders. */
const isPosix = process.platform !== 'win32';

/**
 * The text of a key file that is for its owner alone; made with the text that `make` returns when there is none.
 *
 * @throws AppError `config.invalid` for a file that others may read or write; whatever the file system throws
 */
export async function readOrMakeKeyFile(file: string, make: () => string): Promise<string> {
  const text = await readKeyFile(file);
  if (text !== null) return text;
  await makeKeyFile(file, make());
  // Perhaps another process was faster: what counts is what lies there now.
  return (await readKeyFile(file)) ?? '';
}

/** @returns null when there is none */
export async function readKeyFile(file: string): Promise<string | null> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const { mode } = await handle.stat();
    if (isPosix && (mode & 0o077) !== 0) {
      throw new AppError('config.invalid', `other users may read or write it (\`chmod 600 ${file}\`)`);
    }
    return (await handle.readFile('utf8')).trim();
  } finally {
    await handle.close();
  }
}

/**
 * The file appears under its name whole and at once, or not at all, and never in place of another one: of several
 * processes that start together one makes it, and a death at any line leaves no half of a key.
 */
async function makeKeyFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(draft, `${text}\n`);
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(file));
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Without this a power cut could take back the name of a key that rows are sealed under. */
async function syncFolder(folder: string): Promise<void> {
  if (!isPosix) return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
