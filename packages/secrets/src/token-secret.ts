import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '@carillon/domain';
import { readOrMakeKeyFile } from './key-file.js';
import { lazily } from './lazily.js';

const bytesMin = 32;

/**
 * What signs the tokens of sessions, loaded at the first call and once.
 *
 * @returns a loader that throws AppError `config.invalid` when the key file cannot be made, read or trusted
 */
export function lazyTokenSecret(source: {
  /** That of the environment; null: the key file of the data folder, made when there is none. */
  jwtSecret: string | null;
  dataDir: string;
}): () => Promise<Uint8Array> {
  const { jwtSecret, dataDir } = source;
  return lazily(async () => Buffer.from(jwtSecret ?? (await loadSecret(join(dataDir, 'jwt.key'))), 'utf8'));
}

async function loadSecret(file: string): Promise<string> {
  try {
    const text = await readOrMakeKeyFile(file, () => randomBytes(48).toString('base64url'));
    if (text.length < bytesMin) throw new Error('it is too short');
    return text;
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new AppError('config.invalid', `The key in ${file} cannot be used: ${reason}.`, {
      cause,
      hint: 'Set JWT_SECRET in its place.',
    });
  }
}
