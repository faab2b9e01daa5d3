/**
 * Puts off runs whose host is left alone, one statement at a time, so that a backlog for one host never takes the
 * connections of the claims for others.
 *
 * If the process dies at any line: a run that was not put off is due, one whose hint was not sent will be, and the
 * rescuer hints at both.
 */
import type { Pool } from '@carillon/db';
import { deferRuns } from '@carillon/db';
import type { HintedRun } from '@carillon/domain';
import { returnDelayMs } from '@carillon/domain';
import type { Hinter } from '../worker/hinter.js';

const batchMax = 1_000;

interface Pending {
  runs: HintedRun[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

export class Deferrals {
  #pending: Pending[] = [];
  #isFlushing = false;

  /** @param waitMs how long a host is still left alone, in milliseconds */
  constructor(
    private readonly pool: Pool,
    private readonly hinter: Hinter,
    private readonly waitMs: (host: string) => number,
  ) {}

  /** Resolves after the commit. */
  add(runs: HintedRun[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ runs, resolve, reject });
      if (!this.#isFlushing) void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true;
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      try {
        await this.#defer(batch.flatMap(({ runs }) => runs));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#isFlushing = false;
  }

  async #defer(runs: HintedRun[]): Promise<void> {
    for (let from = 0; from < runs.length; from += batchMax) {
      this.hinter.hint(await deferRuns(this.pool, this.#plan(runs.slice(from, from + batchMax))));
    }
  }

  #plan(runs: HintedRun[]): (HintedRun & { delayMs: number })[] {
    const byHost = new Map<string, HintedRun[]>();
    for (const run of runs) {
      const group = byHost.get(run.host);
      if (group === undefined) byHost.set(run.host, [run]);
      else group.push(run);
    }
    return [...byHost].flatMap(([host, group]) => {
      const waitMs = this.waitMs(host);
      return group.map((run, index) => ({
        ...run,
        delayMs: returnDelayMs({ waitMs, index, count: group.length }),
      }));
    });
  }
}
