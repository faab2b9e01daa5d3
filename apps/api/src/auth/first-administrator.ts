import type { ApiConfig } from '@carillon/config';
import type { Pool } from '@carillon/db';
import { hasUsers, inTransaction, lockAdministration, offerSetup } from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import { recordAudit } from '../audit/record-audit.js';
import { createAccount } from './create-account.js';
import { hashPassword } from './passwords.js';

/**
 * At the start of an API without users: makes the administrator that the environment names, or else prints the token
 * with which the first one is set up. One that is open to its machine prints none: whoever sits there may already.
 */
export async function prepareFirstAdministrator(dependencies: {
  config: ApiConfig;
  pool: Pool;
  logger: Logger;
}): Promise<void> {
  const { config, pool, logger } = dependencies;
  if (await hasUsers(pool)) return;
  if (config.firstAdministrator !== null) {
    const { email, password } = config.firstAdministrator;
    if (await makeAdministrator(pool, email, password))
      logger.info('The first administrator was made', { email });
    return;
  }
  if (config.openOnLoopback) return;
  const token = await offerSetup(pool);
  if (token === null) return;
  logger.warn(
    `There is no user yet. Set up the first administrator within a week by POST /api/auth/setup with: ${token}`,
  );
}

/** @returns whether it was made here: another process may have been faster */
async function makeAdministrator(pool: Pool, email: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password.normalize('NFKC'));
  return inTransaction(pool, async (transaction) => {
    await lockAdministration(transaction);
    if (await hasUsers(transaction)) return false;
    const { id } = await createAccount(transaction, { email, passwordHash, role: 'admin' });
    await recordAudit(transaction, {
      principal: { name: 'the environment' },
      action: 'setUp',
      subject: { type: 'users', id },
      ip: null,
      requestId: null,
    });
    return true;
  });
}
