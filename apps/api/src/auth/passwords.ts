import { AppError } from '@carillon/domain';
import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { isStorable, notStorable } from '../http/text.js';

/** Argon2id, the library's default, at the strength that OWASP names first. */
const strength = { memoryCost: 19 * 1_024, timeCost: 2, parallelism: 1 };

/** What a password is compared with when there is no user: as costly as any other, and fits nothing. */
const dummyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$usPhS90KSED8kBUIrsRcHQ$sO+Sf7BlaZjvQhNpFT0gBHUhyVJWsCYrf+Nqx7pMPNk';

/** Characters, not bytes; one way of writing each. */
export const newPassword = z
  .string()
  .max(1_000)
  // Halves of surrogate pairs all have the same bytes, so that one password would open the door for another.
  .refine(isStorable, { error: notStorable })
  .transform((text) => text.normalize('NFKC'))
  .refine((text) => [...text].length >= 12 && [...text].length <= 128, {
    error: 'must have 12 to 128 characters',
  })
  .meta({ writeOnly: true, description: '12 to 128 characters.' });

/** Hashing takes a core and 19 MiB for some time: two at once leave the other requests alive. */
const atOnceMax = 2;
const waitingMax = 64;
let free = atOnceMax;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1;
  else if (waiting.length < waitingMax) await new Promise<void>((resolve) => waiting.push(resolve));
  else throw new AppError('request.too_many', 'Too many sign-ins at the moment.', { retryAfterMs: 2_000 });
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

/** @param password as `newPassword` parsed it */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, strength));
}

/** Whether the password is the one of the hash; null takes as long as any hash, and is never it. */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await inTurn(() => verify(passwordHash ?? dummyHash, password.normalize('NFKC')));
  return matches && passwordHash !== null;
}
