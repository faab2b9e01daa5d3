/**
 * Seals all secrets with the first key of the ring: in batches, and the headers of tasks one task after the other.
 *
 * If the process dies at any line: each batch is committed whole or not at all, every row says which key opens it,
 * and the next call goes on with the rows that are left. Secrets stay readable throughout for whoever has both keys.
 */
import { loadDatabaseConfig } from '@carillon/config';
import type { Database, Pool, StoredHeaders } from '@carillon/db';
import {
  connectDatabase,
  countSealedOtherwise,
  inTransaction,
  listStoredHeaders,
  replaceStoredHeaders,
  requireMigratedDatabase,
  resealAlertAddresses,
  resealSecrets,
  resealSigningSecrets,
} from '@carillon/db';
import type { Keyring } from '@carillon/secrets';
import {
  alertAddressBinding,
  areSealedOtherwise,
  loadKeyring,
  newEncryptionKey,
  openHeaders,
  previousSigningSecretBinding,
  sealHeaders,
  secretBinding,
  signingSecretBinding,
} from '@carillon/secrets';
import { databaseUrlOf } from '../database/migrations.js';

const batchSize = 100;

/** Prints a new key in the form of CARILLON_ENCRYPTION_KEYS. */
export function printNewKey(): void {
  process.stdout.write(`${newEncryptionKey()}\n`);
}

/** The command: prints how many secrets were sealed anew. The exit code is 1 when some are left. */
export async function resealAll(): Promise<void> {
  const config = loadDatabaseConfig();
  const databaseUrl = databaseUrlOf(config);
  const keyring = await loadKeyring(config);
  await requireMigratedDatabase(databaseUrl);
  const pool = connectDatabase(databaseUrl, { applicationName: 'carillon secrets', size: 1 });
  try {
    const { resealed, left } = await resealWith(pool, keyring);
    process.stdout.write(`${resealed}\n`);
    process.stderr.write(`Sealed ${resealed} secrets anew with the key "${keyring.sealingKeyId}".\n`);
    if (left === 0) return;
    process.stderr.write(`${left} are left, because somebody held them. Run the command again.\n`);
    process.exitCode = 1;
  } finally {
    await pool.end();
  }
}

/** @throws AppError `secret.unreadable` for a row that no key of the ring opens; the batches before it are done */
export async function resealWith(pool: Pool, keyring: Keyring): Promise<{ resealed: number; left: number }> {
  const batch = { encryptionKeyId: keyring.sealingKeyId, limit: batchSize };
  const named = await repeat(pool, (transaction) =>
    resealSecrets(transaction, batch, ({ id, sealedValue, encryptionKeyId }) =>
      resealer(keyring, encryptionKeyId)(sealedValue, secretBinding(id)),
    ),
  );
  const signing = await repeat(pool, (transaction) =>
    resealSigningSecrets(transaction, batch, ({ id, encryptionKeyId, ...row }) => {
      const reseal = resealer(keyring, encryptionKeyId);
      const previous = row.sealedPreviousSecret;
      return {
        sealedSecret: reseal(row.sealedSecret, signingSecretBinding(id)),
        sealedPreviousSecret: previous && reseal(previous, previousSigningSecretBinding(id)),
      };
    }),
  );
  const addresses = await repeat(pool, (transaction) =>
    resealAlertAddresses(transaction, batch, ({ id, sealedAddress, encryptionKeyId }) =>
      resealer(keyring, encryptionKeyId)(sealedAddress, alertAddressBinding(id)),
    ),
  );
  const headers = await resealTaskHeaders(pool, keyring);
  return {
    resealed: named + signing + addresses + headers.resealed,
    left: (await countSealedOtherwise(pool, keyring.sealingKeyId)) + headers.left,
  };
}

/**
 * Goes through all tasks with headers: only the names of these tell which are secrets. What somebody changes meanwhile is
 * left if it is sealed under another key then.
 */
async function resealTaskHeaders(pool: Pool, keyring: Keyring): Promise<{ resealed: number; left: number }> {
  const counts = { resealed: 0, left: 0 };
  for (let after: string | null = null; ;) {
    const page: StoredHeaders[] = await listStoredHeaders(pool, { after, limit: batchSize });
    for (const task of page) {
      if (!areSealedOtherwise(task.headers, keyring.sealingKeyId)) continue;
      const sealed = sealHeaders(keyring, task.id, openHeaders(keyring, task.id, task.headers));
      const isReplaced = await replaceStoredHeaders(pool, task, sealed);
      counts[isReplaced ? 'resealed' : 'left'] += 1;
    }
    if (page.length < batchSize) return counts;
    after = page.at(-1)!.id;
  }
}

/** One batch after the other, each in a transaction of its own, until one finds nothing. */
async function repeat(pool: Pool, reseal: (transaction: Database) => Promise<number>): Promise<number> {
  for (let total = 0; ;) {
    const resealed = await inTransaction(pool, reseal);
    if (resealed === 0) return total;
    total += resealed;
  }
}

function resealer(keyring: Keyring, keyId: string) {
  return (sealed: Uint8Array, binding: string) => keyring.seal(keyring.open(sealed, keyId, binding), binding);
}
