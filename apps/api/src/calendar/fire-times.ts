import { setImmediate as pause } from 'node:timers/promises';
import type { Schedule } from '@carillon/domain';
import { nextFireTime } from '@carillon/domain';

/** A stretch of time, cut into buckets of one length; epoch milliseconds, `toMs` excluded. */
export interface Span {
  fromMs: number;
  toMs: number;
  bucketMs: number;
  /** What lies before is past and not looked for. */
  sinceMs: number;
}

/** When a schedule fires in a span. */
export interface FireTimes {
  /** Each of them; null where there are too many to be held one by one. */
  instants: readonly number[] | null;
  /** How many in each bucket, by its number; buckets without any are missing. */
  counts: ReadonlyMap<number, number>;
  total: number;
  firstMs: number;
  lastMs: number;
  /** The distance between two of them that is met most; null where there is one. */
  everyMs: number | null;
  /** Whether some of them were counted by their likeness to others. */
  isEstimated: boolean;
}

/** A schedule with more in a span is counted by its buckets. */
const instantsMax = 500;
const searchesBeforePause = 2_000;

/** How many instants may be searched for one answer; other requests are let through in between. */
export class SearchBudget {
  #sincePause = 0;

  constructor(private left: number) {}

  get isSpent(): boolean {
    return this.left <= 0;
  }

  async spend(): Promise<void> {
    this.left -= 1;
    this.#sincePause += 1;
    if (this.#sincePause < searchesBeforePause) return;
    this.#sincePause = 0;
    await pause();
  }
}

/** When the schedule fires; null when the budget did not last, or it never does. */
export async function fireTimesIn(
  schedule: Schedule,
  span: Span,
  budget: SearchBudget,
): Promise<FireTimes | null> {
  const instants: number[] = [];
  let at = nextFireTime(schedule, Math.max(span.fromMs, span.sinceMs) - 1);
  while (at !== null && at < span.toMs && instants.length <= instantsMax) {
    if (budget.isSpent) return null;
    await budget.spend();
    instants.push(at);
    at = nextFireTime(schedule, at);
  }
  if (instants.length === 0) return null;
  if (instants.length > instantsMax) return countBuckets(schedule, span, { instants, budget });
  return timesOf(instants, span, usualGap(instants));
}

/** Those instants, of which there is at least one. */
function timesOf(instants: readonly number[], span: Span, everyMs: number | null): FireTimes {
  const counts = new Map<number, number>();
  for (const instant of instants) {
    const bucket = Math.floor((instant - span.fromMs) / span.bucketMs);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return {
    instants,
    counts,
    total: instants.length,
    firstMs: instants[0]!,
    lastMs: instants.at(-1)!,
    everyMs,
    isEstimated: false,
  };
}

/** What one task has of its schedule: from an instant on, up to another (included), and so many at most. */
export interface Bounds {
  fromMs: number;
  untilMs: number;
  runsMax: number;
}

/** @returns null when nothing is left. What was counted by buckets keeps all or nothing of each. */
export function clipFireTimes(times: FireTimes, span: Span, bounds: Bounds): FireTimes | null {
  const { fromMs, untilMs, runsMax } = bounds;
  if (fromMs <= times.firstMs && untilMs >= times.lastMs && times.total <= runsMax) return times;
  if (times.instants !== null) {
    const instants = times.instants.filter((at) => at >= fromMs && at <= untilMs).slice(0, runsMax);
    return instants.length === 0 ? null : timesOf(instants, span, times.everyMs);
  }
  const counts = new Map<number, number>();
  let total = 0;
  for (const [bucket, count] of times.counts) {
    const startMs = span.fromMs + bucket * span.bucketMs;
    if (startMs + span.bucketMs <= fromMs || startMs > untilMs || total >= runsMax) continue;
    const own = Math.min(count, runsMax - total);
    counts.set(bucket, own);
    total += own;
  }
  if (total === 0) return null;
  const firstMs = Math.max(times.firstMs, fromMs);
  return { ...times, counts, total, firstMs, lastMs: Math.min(times.lastMs, untilMs) };
}

const hourMs = 3_600_000;
/** No time zone is off by less: inside one of these the hour and the day of a schedule do not change. */
const quarterMs = 900_000;

/** Counts the runs of a quarter of an hour once, and takes each other one that begins alike for the same. */
async function countBuckets(
  schedule: Schedule,
  span: Span,
  { instants, budget }: { instants: readonly number[]; budget: SearchBudget },
): Promise<FireTimes | null> {
  const counts = new Map<number, number>();
  const known = new Map<string, Counted>();
  let total = 0;
  let lastMs = instants[0]!;
  let at: number | null = instants[0]!;
  while (at !== null && at < span.toMs) {
    if (budget.isSpent) return null;
    const bucket = Math.floor((at - span.fromMs) / span.bucketMs);
    const bucketMs = span.fromMs + bucket * span.bucketMs;
    const startMs = Math.max(bucketMs, Math.floor(at / quarterMs) * quarterMs);
    const endMs = Math.min(bucketMs + span.bucketMs, span.toMs, Math.floor(at / quarterMs + 1) * quarterMs);
    const likeness = `${startMs % hourMs} ${endMs - startMs} ${at - startMs}`;
    const found = known.get(likeness) ?? (await countUpTo({ schedule, firstMs: at, endMs, budget }));
    known.set(likeness, found);
    await budget.spend();
    counts.set(bucket, (counts.get(bucket) ?? 0) + found.count);
    total += found.count;
    lastMs = at + found.tookMs;
    at = nextFireTime(schedule, endMs - 1);
  }
  return {
    instants: null,
    counts,
    total,
    firstMs: instants[0]!,
    lastMs,
    everyMs: usualGap(instants),
    isEstimated: true,
  };
}

interface Counted {
  count: number;
  /** From the first to the last of them. */
  tookMs: number;
}

async function countUpTo({
  schedule,
  firstMs,
  endMs,
  budget,
}: {
  schedule: Schedule;
  firstMs: number;
  endMs: number;
  budget: SearchBudget;
}): Promise<Counted> {
  let count = 0;
  let lastMs = firstMs;
  let at: number | null = firstMs;
  while (at !== null && at < endMs) {
    await budget.spend();
    count += 1;
    lastMs = at;
    at = nextFireTime(schedule, at);
  }
  return { count, tookMs: lastMs - firstMs };
}

function usualGap(instants: readonly number[]): number | null {
  const met = new Map<number, number>();
  for (let index = 1; index < instants.length; index += 1) {
    const gapMs = instants[index]! - instants[index - 1]!;
    met.set(gapMs, (met.get(gapMs) ?? 0) + 1);
  }
  const [usual] = [...met].sort(([a, often], [b, seldom]) => seldom - often || a - b);
  return usual?.[0] ?? null;
}
