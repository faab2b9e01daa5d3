import type { KeyObject } from 'node:crypto';
import { createHmac, createPublicKey, timingSafeEqual, verify as verifyEd25519 } from 'node:crypto';
import type { HeaderSource } from './headers.js';
import { readHeader } from './headers.js';

/** `whsec_…` (a shared secret, with or without its prefix) or `whpk_…` (a public key). */
type Key = { version: 'v1'; secret: Buffer } | { version: 'v1a'; publicKey: KeyObject };

export type Refusal =
  | 'header_missing'
  | 'id_invalid'
  | 'timestamp_invalid'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'signature_mismatch';

export type Verification = { ok: true; id: string } | { ok: false; reason: Refusal };

export interface VerifierOptions {
  /** How far the sender's clock may be from ours. 300 unless told. */
  toleranceSeconds?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

export type Verifier = (headers: HeaderSource, body: Uint8Array) => Verification;

/**
 * Verifies by Standard Webhooks: any signature of the header may match any of the keys, so that both can be rotated.
 *
 * @param secrets as Carillon shows them; several while one is being replaced
 * @throws Error when there is none, or one is empty or malformed: everything, or nothing, would pass
 */
export function createVerifier(
  secrets: string | readonly string[],
  { toleranceSeconds = 300, now = Date.now }: VerifierOptions = {},
): Verifier {
  const keys = [secrets].flat().map(parseKey);
  if (keys.length === 0) throw new Error('No signing secret was given');
  return (headers, body) => {
    const id = readHeader(headers, 'webhook-id');
    const timestamp = readHeader(headers, 'webhook-timestamp');
    const signatures = readHeader(headers, 'webhook-signature');
    if (id === null || timestamp === null || signatures === null) return refuse('header_missing');
    // `a.1` at 2 and `a` at 1 with a body that begins with `2.` would be signed alike.
    if (id.includes('.')) return refuse('id_invalid');
    if (!/^\d{1,12}$/.test(timestamp)) return refuse('timestamp_invalid');
    const age = now() / 1_000 - Number(timestamp);
    if (age > toleranceSeconds) return refuse('timestamp_too_old');
    if (age < -toleranceSeconds) return refuse('timestamp_too_new');
    const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
    return matches(keys, content, signatures.split(' ')) ? { ok: true, id } : refuse('signature_mismatch');
  };
}

function parseKey(text: string): Key {
  const [, prefix, base64 = ''] = /^(whsec_|whpk_|whsk_)?(.*)$/s.exec(text.trim()) ?? [];
  if (prefix === 'whsk_')
    throw new Error('A whsk_ key signs and must stay with the sender; give its whpk_ key');
  const bytes = Buffer.from(base64, 'base64');
  // Node skips what is not base64, and would make a short secret of a wrong one without a word.
  if (bytes.length === 0 || bytes.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, '')) {
    throw new Error('A signing secret is empty or is not base64');
  }
  if (prefix !== 'whpk_') return { version: 'v1', secret: bytes };
  if (bytes.length !== 32) throw new Error('A whpk_ key must hold 32 bytes');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
  return { version: 'v1a', publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
}

function refuse(reason: Refusal): Verification {
  return { ok: false, reason };
}

function matches(keys: readonly Key[], content: Buffer, signatures: readonly string[]): boolean {
  return keys.some((key) => {
    const isSigned = signedBy(key, content);
    return signatures.some((signature) => {
      const [version, value = ''] = signature.split(',', 2);
      return version === key.version && isSigned(value);
    });
  });
}

function signedBy(key: Key, content: Buffer): (signature: string) => boolean {
  if (key.version === 'v1a') {
    return (signature) => verifyEd25519(null, content, key.publicKey, Buffer.from(signature, 'base64'));
  }
  const expected = Buffer.from(createHmac('sha256', key.secret).update(content).digest('base64'));
  return (signature) => {
    const given = Buffer.from(signature);
    // Any other comparison tells by its duration how much of a forged signature is right already.
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}
