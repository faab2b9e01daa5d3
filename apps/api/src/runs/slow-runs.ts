import type { Pool, SlowBounds, SlowScope } from '@carillon/db';
import { asksForSlow, readSlowBounds, unindexedFieldOf } from '@carillon/db';
import { BoundedCache } from '@carillon/domain';
import { invalidField } from '../http/problem.js';
import type { RunsAsked } from './run-window.js';
import { windowOf } from './run-window.js';

/** Bounds hardly move, and reading them reads every run of the window: they are good for so many times as long. */
const freshPerRead = 10;
const freshMinMs = 5_000;
const windowsMax = 16;
const dayMs = 86_400_000;
const windowDaysMax = 31;

interface Known {
  /** Null: not read yet, or in vain. */
  bounds: Promise<SlowBounds> | null;
  /** Until when they are good, epoch milliseconds; without end while they are read. */
  untilMs: number;
}

/** What is slow of the runs that somebody asks for: known for some seconds, as a list is read again and again. */
export class SlowRuns {
  readonly #known = new BoundedCache<string, Known>(windowsMax);

  constructor(private readonly pool: Pool) {}

  /**
   * @returns undefined when the filter does not speak of `slow`
   * @throws AppError `request.invalid` when it does, and keeps to no window, or to one that is too long; or when it
   *   speaks of `reason` or `failure` among the runs of all tasks and all times
   */
  async boundsOf(asked: RunsAsked): Promise<SlowBounds | undefined> {
    const { filter = [], taskId } = asked;
    const window = windowOf(asked);
    const unindexed = unindexedFieldOf(filter);
    if (unindexed !== null && window === null && taskId === undefined) {
      throw invalidField(
        'filter',
        `speaks of ${unindexed}, which needs a window as well, such as scheduled:<7d`,
      );
    }
    if (!asksForSlow(filter)) return undefined;
    if (window === null) {
      throw invalidField('filter', 'speaks of slow, which needs a window as well, such as scheduled:<24h');
    }
    if (Date.now() - window.sinceMs > windowDaysMax * dayMs) {
      throw invalidField('filter', `speaks of slow, and goes back more than ${windowDaysMax} days`);
    }
    const scope = { sinceMs: window.sinceMs, taskId };
    const known = this.#known.getOrMake(`${window.name} ${taskId ?? ''}`, () => ({
      bounds: null,
      untilMs: 0,
    }));
    if (known.bounds === null || Date.now() > known.untilMs) known.bounds = this.#read(known, scope);
    return known.bounds;
  }

  async #read(known: Known, scope: SlowScope): Promise<SlowBounds> {
    const beganAtMs = Date.now();
    known.untilMs = Infinity;
    try {
      const bounds = await readSlowBounds(this.pool, scope);
      const tookMs = Date.now() - beganAtMs;
      known.untilMs = Date.now() + Math.max(tookMs * freshPerRead, freshMinMs);
      return bounds;
    } catch (error) {
      known.bounds = null;
      throw error;
    }
  }
}
