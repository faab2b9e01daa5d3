import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { EncryptionKey } from '@carillon/domain';
import { AppError } from '@carillon/domain';

/** Seals with its first key, opens with all of them. */
export interface Keyring {
  /** The id of the key that seals. */
  readonly sealingKeyId: string;
  /** @param binding the one place where it may be opened, `table/id/column` */
  seal(plain: string, binding: string): Buffer;
  /** @throws AppError `secret.unreadable` under another key, in another place, and when a bit was changed */
  open(sealed: Uint8Array, keyId: string, binding: string): string;
}

/** Sealed bytes are this byte, nonce, ciphertext and tag. Another way to seal gets another byte. */
const formatAes256Gcm = 1;
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/** @param keys at least one */
export function createKeyring(keys: readonly EncryptionKey[]): Keyring {
  const keyById = new Map(keys.map(({ id, bytes }) => [id, createSecretKey(bytes)]));
  const sealingKeyId = keys[0]!.id;
  const sealingKey = keyById.get(sealingKeyId)!;
  return {
    sealingKeyId,
    seal: (plain, binding) => seal(sealingKey, plain, binding),
    open(sealed, keyId, binding) {
      const key = keyById.get(keyId);
      if (key === undefined) {
        throw new AppError(
          'secret.unreadable',
          `${binding} is sealed under the key "${keyId}", which is not here.`,
          {
            hint: 'Every process needs the same CARILLON_ENCRYPTION_KEYS, or the same CARILLON_DATA_DIR with its encryption.key; a former key stays in the list until `carillon secrets reseal` is done.',
          },
        );
      }
      return open(key, Buffer.from(sealed), binding);
    },
  };
}

function seal(key: KeyObject, plain: string, binding: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(binding));
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(formatAes256Gcm), nonce, ciphertext, cipher.getAuthTag()]);
}

function open(key: KeyObject, sealed: Buffer, binding: string): string {
  if (sealed[0] !== formatAes256Gcm || sealed.length < 1 + nonceBytes + tagBytes) {
    throw new AppError('secret.unreadable', `${binding} is not in a form that this version can open.`);
  }
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(binding)).setAuthTag(sealed.subarray(-tagBytes));
  try {
    const plain = decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch (cause) {
    const message = `${binding} cannot be opened: it was changed, moved from another row, or sealed under another key of the same id.`;
    throw new AppError('secret.unreadable', message, { cause });
  }
}
