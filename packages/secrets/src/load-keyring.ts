import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { EncryptionKey } from '@carillon/domain';
import { AppError, parseEncryptionKeys } from '@carillon/domain';
import { readOrMakeKeyFile } from './key-file.js';
import type { Keyring } from './keyring.js';
import { createKeyring } from './keyring.js';
import { lazily } from './lazily.js';

export interface KeySource {
  /** Those of the environment; null: the key file of the data folder, made when there is none. */
  encryptionKeys: readonly EncryptionKey[] | null;
  dataDir: string;
}

const keyFileName = 'encryption.key';

const hint = 'Set CARILLON_ENCRYPTION_KEYS in its place; `carillon secrets key` prints a new key for it.';

/** @throws AppError `config.invalid` when the key file cannot be made, read or trusted */
export async function loadKeyring({ encryptionKeys, dataDir }: KeySource): Promise<Keyring> {
  return createKeyring(encryptionKeys ?? (await loadKeys(join(dataDir, keyFileName))));
}

/** As `loadKeyring`, at the first call and once; what failed is tried again by the next call. */
export function lazyKeyring(source: KeySource): () => Promise<Keyring> {
  return lazily(() => loadKeyring(source));
}

/** A new key in the form of CARILLON_ENCRYPTION_KEYS, under an id that no other key has. */
export function newEncryptionKey(): string {
  return `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
}

async function loadKeys(file: string): Promise<EncryptionKey[]> {
  try {
    return parseEncryptionKeys(await readOrMakeKeyFile(file, newEncryptionKey));
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new AppError('config.invalid', `The encryption key in ${file} cannot be used: ${reason}.`, {
      cause,
      hint,
    });
  }
}
