import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Scope, UserRole } from './user.js';

/** An API key as lists show it: without its secret, which is shown once. */
export interface ApiKey {
  id: string;
  /** Null: the machine on which Carillon runs. */
  userId: string | null;
  name: string;
  /** The first part of the key's text, by which its owner tells it from others. */
  prefix: string;
  role: UserRole;
  /** Null: all that the role may. */
  scopes: Scope[] | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  createdAt: string;
}

/** What a new key consists of. The database keeps the prefix and the hash. */
export interface NewApiKey {
  /** `cak_<prefix>_<256 random bits>`. */
  text: string;
  prefix: string;
  /** SHA-256: so many random bits need no slow hash. */
  hash: Buffer;
}

const keyForm = /^cak_([0-9a-f]{12})_[\w-]{43}$/;

export function makeApiKey(): NewApiKey {
  const prefix = randomBytes(6).toString('hex');
  const text = `cak_${prefix}_${randomBytes(32).toString('base64url')}`;
  return { text, prefix, hash: hashOf(text) };
}

/** The prefix by which to look a key up; null for every other credential. It proves nothing yet. */
export function readApiKey(text: string): { prefix: string } | null {
  const prefix = keyForm.exec(text)?.[1];
  return prefix === undefined ? null : { prefix };
}

/** Whether a key is the one whose hash was kept, in a time that tells nothing. */
export function matchesApiKey(text: string, kept: Uint8Array): boolean {
  return kept.length === 32 && timingSafeEqual(hashOf(text), kept);
}

function hashOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
