import { AppError } from './errors.js';

/** Seals secrets at rest. Sealed rows name it by its id, so that several keys can be in use during a change of keys. */
export interface EncryptionKey {
  id: string;
  /** 32 bytes, for AES-256. */
  bytes: Uint8Array;
}

/** 32 bytes as base64 are 43 characters and one of padding. */
const keyText = /^([\w.-]{1,64}):([A-Za-z0-9+/]{43}=)$/;

/**
 * Parses `id:base64` of 32 bytes each, separated by commas.
 *
 * @throws AppError `config.invalid`; its message names the place of a faulty key and never repeats the text
 */
export function parseEncryptionKeys(text: string): EncryptionKey[] {
  const keys = text.split(',').map((part, index) => {
    const [, id, base64] = keyText.exec(part.trim()) ?? [];
    if (id === undefined || base64 === undefined) {
      throw new AppError('config.invalid', `key ${index + 1} is not id:base64 of 32 bytes`);
    }
    return { id, bytes: Buffer.from(base64, 'base64') };
  });
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size < keys.length) throw new AppError('config.invalid', 'two keys have the same id');
  return keys;
}
