import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line says that is logged on behalf of somebody. */
export type LogContext = Readonly<Record<string, string>>;

const storage = new AsyncLocalStorage<LogContext>();

/** Does the work, and whatever follows from it, with these fields in each of its log lines. */
export function withLogContext<T>(context: LogContext, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...context }, work);
}

export function currentLogContext(): LogContext | undefined {
  return storage.getStore();
}
