import type { Pool } from '@carillon/db';
import { secretRows } from '@carillon/db';
import type { SigningKey } from '@carillon/delivery';
import { newHmacSecret, signingKeyOf } from '@carillon/delivery';
import type { Keyring } from '@carillon/secrets';
import { SecretStore } from '@carillon/secrets';

/** The secrets of runs, from the database and ready to use. */
export function openSecretStore(pool: Pool, keyring: () => Promise<Keyring>): SecretStore<SigningKey> {
  return new SecretStore({ keyring, ...secretRows(pool), newHmacSecret, toSigningKey: signingKeyOf });
}
