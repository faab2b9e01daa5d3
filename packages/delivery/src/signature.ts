import type { KeyObject } from 'node:crypto';
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import { AppError } from '@carillon/domain';

/** A secret, parsed once and ready to sign with. */
export interface SigningKey {
  kind: 'hmac' | 'ed25519';
  key: KeyObject;
}

/** What a signature covers. */
export interface SignedWebhook {
  id: string;
  /** Unix seconds of the attempt. */
  timestampS: number;
  /** Exactly as it is sent; '' for none. */
  body: string;
}

const hmacPrefix = 'whsec_';
const ed25519Prefix = 'whsk_';
const publicPrefix = 'whpk_';

const hmacBytesMin = 24;
const hmacBytesMax = 64;
const seedBytes = 32;

/** An ed25519 private key in PKCS #8 is these bytes and the seed. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The value of `webhook-signature` by Standard Webhooks: a signature for each key, in the order given, so that the
 * new one stands first while a rotation overlaps.
 */
export function signWebhook(keys: readonly SigningKey[], { id, timestampS, body }: SignedWebhook): string {
  const content = `${id}.${timestampS}.${body}`;
  return keys
    .map(({ kind, key }) =>
      kind === 'hmac'
        ? `v1,${createHmac('sha256', key).update(content).digest('base64')}`
        : `v1a,${sign(null, Buffer.from(content), key).toString('base64')}`,
    )
    .join(' ');
}

/**
 * Parses `whsec_…` (24 to 64 bytes for HMAC-SHA256) and `whsk_…` (an ed25519 seed and its public key, 64 bytes).
 *
 * @throws AppError `request.invalid`; its message never repeats the text
 */
export function signingKeyOf(text: string): SigningKey {
  if (text.startsWith(hmacPrefix)) return hmacKeyOf(decode(text, hmacPrefix));
  if (text.startsWith(ed25519Prefix)) return ed25519KeyOf(decode(text, ed25519Prefix));
  if (text.startsWith(publicPrefix)) {
    throw refusal(`is a public key; what signs is the ${ed25519Prefix} that belongs to it`);
  }
  throw refusal(`must begin with ${hmacPrefix} or ${ed25519Prefix}`);
}

function hmacKeyOf(bytes: Buffer): SigningKey {
  if (bytes.length < hmacBytesMin || bytes.length > hmacBytesMax) {
    throw refusal(`must hold ${hmacBytesMin} to ${hmacBytesMax} bytes behind ${hmacPrefix}`);
  }
  return { kind: 'hmac', key: createSecretKey(bytes) };
}

function ed25519KeyOf(bytes: Buffer): SigningKey {
  if (bytes.length !== 2 * seedBytes) {
    throw refusal(`must hold ${2 * seedBytes} bytes behind ${ed25519Prefix}: the seed and its public key`);
  }
  const der = Buffer.concat([pkcs8Head, bytes.subarray(0, seedBytes)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  // Signatures of such a pair would be refused by every receiver that has the public half.
  if (!publicBytesOf(key).equals(bytes.subarray(seedBytes))) {
    throw refusal('holds a seed and a public key that do not belong together');
  }
  return { kind: 'ed25519', key };
}

/** Node's decoder skips whatever is not base64; a secret that lost a character would sign wrongly and say nothing. */
function decode(text: string, prefix: string): Buffer {
  const encoded = text.slice(prefix.length);
  const bytes = Buffer.from(encoded, 'base64');
  const bare = (base64: string) => base64.replace(/=+$/, '');
  if (bare(bytes.toString('base64')) !== bare(encoded)) throw refusal(`must be base64 behind ${prefix}`);
  return bytes;
}

function refusal(message: string): AppError {
  return new AppError('request.invalid', `The signing secret ${message}.`, {
    fieldErrors: [{ path: 'secret', message }],
  });
}

function publicBytesOf(key: KeyObject): Buffer {
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url');
}

/** What receivers verify with: `whpk_…` of an ed25519 key. Null for HMAC, which has no public half. */
export function publicKeyOf({ kind, key }: SigningKey): string | null {
  return kind === 'hmac' ? null : publicPrefix + publicBytesOf(key).toString('base64');
}

/** A new `whsec_…` of 32 random bytes. */
export function newHmacSecret(): string {
  return hmacPrefix + randomBytes(32).toString('base64');
}

/** A new `whsk_…`; `publicKeyOf` has its public half. */
export function newEd25519Secret(): string {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const bytes = Buffer.concat([Buffer.from(d!, 'base64url'), Buffer.from(x!, 'base64url')]);
  return ed25519Prefix + bytes.toString('base64');
}
