import type { Account, Database, NewUser } from '@carillon/db';
import { createUser, forgetSetupTokens, hasActiveAdministrator } from '@carillon/db';
import { AppError, newId } from '@carillon/domain';

/**
 * Makes an account, whoever makes it: the set-up, the environment, an administrator, the person who was invited, or
 * whoever a provider knows.
 * While there is no administrator it takes no other role: with the first account the set-up is over, and nobody could
 * administer.
 *
 * @param transaction holds `lockAdministration`: of several at once each waits for the one before, and what its caller
 *   has checked under the lock still holds
 * @throws AppError `user.administrator_first`; what `violatedConstraint` names `users_email_key`, when somebody has the
 *   address
 */
export async function createAccount(transaction: Database, account: Omit<NewUser, 'id'>): Promise<Account> {
  if (account.role === 'admin') await forgetSetupTokens(transaction);
  else if (!(await hasActiveAdministrator(transaction))) throw administratorFirst();
  return createUser(transaction, { id: newId(), ...account });
}

function administratorFirst(): AppError {
  return new AppError(
    'user.administrator_first',
    'There is no administrator yet, and the first account must be one: set it up in the dashboard or with POST /api/auth/setup, then try again.',
    { hint: 'An account of the role admin, made or invited, is the first administrator as well.' },
  );
}
