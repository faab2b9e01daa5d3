import { AppError } from '@carillon/domain';

/** The way out that always exists, whatever the embedded server does not like about this machine. */
export const ownServer = 'Or set DATABASE_URL to a PostgreSQL 15 or newer of your own.';

/** The refusal of this package: one sentence saying what is wrong, one saying how to put it right. */
export function startFailed(message: string, hint: string, cause?: unknown): AppError {
  return new AppError('server.start_failed', message, { hint, cause });
}
