import { startBenchChild } from '../processes/bench-child.js';
import type { ArrivalReport } from './arrivals.js';

/** The one receiver of all systems, in a process of its own. */
export interface Receiver {
  readonly url: string;
  readonly pid: number;
  /**
   * Forgets what came before and expects runs 0 … runs - 1.
   *
   * @returns a promise, inside an object so that it is not awaited here, that resolves when all have arrived
   */
  expect(runs: number, dueAtMs: number): Promise<{ complete: Promise<void> }>;
  report(): Promise<ArrivalReport>;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const { child, ready } = await startBenchChild<{ url: string }>('receiver/receiver-process.js', {});
  return {
    url: ready.url,
    pid: child.pid,
    async expect(runs, dueAtMs) {
      await child.ask({ runs, dueAtMs });
      const complete = child.next<void>();
      complete.catch(() => undefined);
      return { complete };
    },
    report: () => child.ask<ArrivalReport>({ report: true }),
    stop: () => child.stop(),
  };
}
