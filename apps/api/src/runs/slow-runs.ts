import type { Pool, SlowBounds, SlowScope } from '@carillon/db';
import { asksForSlow, readSlowBounds } from '@carillon/db';
import type { FilterTerm, RunFilterField } from '@carillon/domain';
import { BoundedCache } from '@carillon/domain';
import { invalidField } from '../http/problem.js';

/** Bounds hardly move, and reading them reads every run of the window: they are good for so many times as long. */
const freshPerRead = 10;
const freshMinMs = 5_000;
const windowsMax = 16;
const dayMs = 86_400_000;
const windowDaysMax = 31;

export interface RunsAsked {
  filter?: readonly FilterTerm<RunFilterField>[] | undefined;
  /** ISO 8601. */
  from?: string | undefined;
  taskId?: string | undefined;
}

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
   * @throws AppError `request.invalid` when it does, and keeps to no window, or to one that is too long
   */
  async boundsOf({ filter = [], from, taskId }: RunsAsked): Promise<SlowBounds | undefined> {
    if (!asksForSlow(filter)) return undefined;
    const window = windowOf(filter, from);
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

/** Since when the runs were due, by what the filter and the query say; the latest of it counts. */
function windowOf(
  filter: readonly FilterTerm<RunFilterField>[],
  from: string | undefined,
): { sinceMs: number; name: string } | null {
  const windows = filter.flatMap((term) => {
    if (term.kind !== 'time' || term.field !== 'scheduled' || term.negated) return [];
    const { comparison, than } = term;
    if (typeof than === 'number')
      return comparison.startsWith('<') ? [{ sinceMs: Date.now() - than, name: `${than}` }] : [];
    return comparison.startsWith('>') ? [sinceInstant(than)] : [];
  });
  if (from !== undefined) windows.push(sinceInstant(from));
  return windows.sort((one, other) => other.sinceMs - one.sinceMs)[0] ?? null;
}

function sinceInstant(instant: string): { sinceMs: number; name: string } {
  return { sinceMs: Date.parse(instant), name: instant };
}
