import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Database, Pool } from '@carillon/db';
import { createApiKey, findKeyInForce, inTransaction, revokeMachineKeys } from '@carillon/db';
import { AppError, makeApiKey, matchesApiKey, newId, readApiKey } from '@carillon/domain';
import { readKeyFile, readOrMakeKeyFile } from '@carillon/secrets';

const fileOf = (dataDir: string) => join(dataDir, 'admin.key');

/**
 * The API key with which commands on this machine sign in; null when `carillon up` has not made one here.
 *
 * @throws AppError `config.invalid` when other users may read it
 */
export async function readLocalKey(dataDir: string): Promise<string | null> {
  return readKeyFile(fileOf(dataDir)).catch(refuse(dataDir));
}

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
  const file = fileOf(dataDir);
  await rm(file, { force: true }).catch(refuse(dataDir));
  await readOrMakeKeyFile(file, () => key.text).catch(refuse(dataDir));
}

async function isInForce(database: Database, text: string): Promise<boolean> {
  const prefix = readApiKey(text)?.prefix;
  const key = prefix === undefined ? null : await findKeyInForce(database, prefix);
  return key !== null && matchesApiKey(text, key.keyHash);
}

function refuse(dataDir: string): (cause: unknown) => never {
  return (cause) => {
    const reason = (cause as Error).message;
    throw new AppError('config.invalid', `The key in ${fileOf(dataDir)} cannot be used: ${reason}.`, {
      cause,
      hint: 'Remove the file; `carillon up` makes another one.',
    });
  };
}
