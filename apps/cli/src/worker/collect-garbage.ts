import { Session } from 'node:inspector';

/**
 * What loading and connecting left behind. It is a quarter of what a process holds that has nothing to do, and nothing that
 * it does would have it given back for hours. This way gives it back to the system; `gc()` keeps it for later.
 */
export function collectGarbage(): void {
  const session = new Session();
  session.connect();
  // A session that is left from within its own answer stands still, and the process with it.
  session.post('HeapProfiler.collectGarbage', () => setImmediate(() => session.disconnect()));
}
