import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Database, Pool } from '@carillon/db';
import { createApiKey, findKeyInForce, inTransaction, revokeMachineKeys } from '@carillon/db';
import { makeApiKey, matchesApiKey, newId, readApiKey } from '@carillon/domain';
import { readOrMakeKeyFile } from '@carillon/secrets';
import { localKeyFile, readLocalKey, refuseLocalKey } from './local-key.js';

/**
 * Makes the key that `readLocalKey` reads, unless the one that is there opens this database. Rows without a file, and
 * files without a row, are replaced: a death at any line leaves nothing that the next start would not repair.
 *
 * @throws AppError `config.invalid` when the file cannot be made, read or trusted
 */
export async function ensureLocalKey(pool: Pool, dataDir: string): Promise<void> {
  const present = await readLocalKey(dataDir);
  if (present !== null && (await isInForce(pool, present))) return;
  const key = makeApiKey();
  const name = `commands on ${hostname()}`.slice(0, 200);
  await inTransaction(pool, async (transaction) => {
    await revokeMachineKeys(transaction, name);
    await createApiKey(transaction, {
      id: newId(),
      userId: null,
      name,
      prefix: key.prefix,
      keyHash: key.hash,
      role: 'admin',
      scopes: null,
      expiresAt: null,
    });
  });
  const file = localKeyFile(dataDir);
  await rm(file, { force: true }).catch(refuseLocalKey(dataDir));
  await readOrMakeKeyFile(file, () => key.text).catch(refuseLocalKey(dataDir));
}

async function isInForce(database: Database, text: string): Promise<boolean> {
  const prefix = readApiKey(text)?.prefix;
  const key = prefix === undefined ? null : await findKeyInForce(database, prefix);
  return key !== null && matchesApiKey(text, key.keyHash);
}
