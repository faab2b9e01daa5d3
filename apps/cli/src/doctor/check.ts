/** What the doctor has looked at. */
export interface Check {
  name: string;
  /** skip: it could not be looked at, and why stands in the value. */
  status: 'ok' | 'warn' | 'fail' | 'skip';
  value: string;
  /** What to do about it; null where nothing is to be done. */
  fix: string | null;
}

export const ok = (name: string, value: string): Check => ({ name, status: 'ok', value, fix: null });
export const skip = (name: string, value: string): Check => ({ name, status: 'skip', value, fix: null });
export const warn = (name: string, value: string, fix: string): Check => ({
  name,
  status: 'warn',
  value,
  fix,
});
export const fail = (name: string, value: string, fix: string): Check => ({
  name,
  status: 'fail',
  value,
  fix,
});

/** The words of an error; a refused connection is an AggregateError without a message. */
export function wordsOf(error: unknown): string {
  const { message, code } = error as Error & { code?: unknown };
  return message || String(code);
}
