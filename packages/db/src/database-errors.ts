/** PostgreSQL's code for an error, e.g. `23505`; undefined when it did not come from PostgreSQL. */
function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** The server did not answer within the time that a query may take. */
export class SilentServerError extends Error {
  constructor() {
    super('Query timeout: the database did not answer');
  }
}

/** The constraint that refused a row, when the error is a violated constraint. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!codeOf(error)?.startsWith('23')) return undefined;
  return (error as { constraint?: string }).constraint;
}

const transientCodes = new Set([
  '40001',
  '40P01',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '25006',
]);
const transientMessage =
  /terminated|timeout|timed out|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|closed|shutting down|starting up/i;

/** Whether the same call may succeed later: a lost connection, a restart, a deadlock, a lock not had in time. */
export function isTransientDatabaseError(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code))
    return transientCodes.has(code) || code.startsWith('08');
  const message = (error as { message?: unknown } | null)?.message;
  return typeof message === 'string' && transientMessage.test(`${code ?? ''} ${message}`);
}

/** Whether PostgreSQL ended the transaction because it and another one waited for each other. */
export function isDeadlock(error: unknown): boolean {
  return codeOf(error) === '40P01';
}

/** Whether a lock was not to be had in time. */
export function isLockTimeout(error: unknown): boolean {
  return codeOf(error) === '55P03';
}

/** Whether the server is there and the database is not. */
export function isMissingDatabase(error: unknown): boolean {
  return codeOf(error) === '3D000';
}
