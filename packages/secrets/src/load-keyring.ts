import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncryptionKey } from '@carillon/domain';
import { AppError, parseEncryptionKeys } from '@carillon/domain';
import type { Keyring } from './keyring.js';
import { createKeyring } from './keyring.js';

export interface KeySource {
  /** Those of the environment; null: the key file of the data folder, made when there is none. */
  encryptionKeys: readonly EncryptionKey[] | null;
  dataDir: string;
}

const keyFileName = 'encryption.key';

/** Windows has no permission bits, and syncs no folders. */
const isPosix = process.platform !== 'win32';

const hint = 'Set CARILLON_ENCRYPTION_KEYS in its place; `carillon secrets key` prints a new key for it.';

/** @throws AppError `config.invalid` when the key file cannot be made, read or trusted */
export async function loadKeyring({ encryptionKeys, dataDir }: KeySource): Promise<Keyring> {
  return createKeyring(encryptionKeys ?? (await readOrMakeKeyFile(dataDir)));
}

/** As `loadKeyring`, at the first call and once; what failed is tried again by the next call. */
export function lazyKeyring(source: KeySource): () => Promise<Keyring> {
  let loading: Promise<Keyring> | undefined;
  return () =>
    (loading ??= loadKeyring(source).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}

/** A new key in the form of CARILLON_ENCRYPTION_KEYS, under an id that no other key has. */
export function newEncryptionKey(): string {
  return `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
}

async function readOrMakeKeyFile(dataDir: string): Promise<EncryptionKey[]> {
  const file = join(dataDir, keyFileName);
  try {
    let text = await readKeyFile(file);
    if (text === null) {
      await makeKeyFile(dataDir, file);
      // Perhaps another process was faster: what counts is what lies there now.
      text = await readKeyFile(file);
    }
    return parseEncryptionKeys((text ?? '').trim());
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new AppError('config.invalid', `The encryption key in ${file} cannot be used: ${reason}.`, {
      cause,
      hint,
    });
  }
}

/** @returns null when there is none */
async function readKeyFile(file: string): Promise<string | null> {
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
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/**
 * The file appears under its name whole and at once, or not at all, and never in place of another one: of several
 * processes that start together one makes it, and a death at any line leaves no half of a key.
 */
async function makeKeyFile(dataDir: string, file: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(draft, `${newEncryptionKey()}\n`);
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dataDir);
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
