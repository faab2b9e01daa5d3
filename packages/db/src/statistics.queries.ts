/**
 * Counts are exact; percentiles are those of `time-bins.ts`. Of hours that are over, `run_hours` knows both for all tasks together. An index that
 * would narrow down what is left to read has to be written to with every run, and would be read a few times an hour.
 */
import type { RunStatus } from '@carillon/domain';
import { runStatuses } from '@carillon/domain';
import type { Database } from './connect.js';
import type { CellKind, RunCell } from './run-cells.js';
import { readCells } from './run-cells.js';
import type { StatisticsScope } from './statistics-scope.js';
import type { Percentiles, TimeBins } from './time-bins.js';
import { countBetween, percentilesOf } from './time-bins.js';

export type { StatisticsScope } from './statistics-scope.js';
export type { Percentiles } from './time-bins.js';

export interface StatisticsSummary {
  from: Date;
  to: Date;
  /** Skipped ones by the instants that they stand for. */
  byStatus: Record<RunStatus, number>;
  total: number;
  /** Completed of those that completed, failed or were abandoned; null when there are none. */
  successRate: number | null;
  durationMs: Percentiles;
  lagMs: Percentiles;
  retries: number;
  cost: { sum: number; average: number | null };
  quality: { count: number; average: number | null };
}

export type StatisticsMeasure = Exclude<CellKind, 'status'>;

export async function readSummary(
  database: Database,
  { windowMs, until, ...scope }: StatisticsScope,
): Promise<StatisticsSummary> {
  const window = { windowMs, until };
  const { cells, to } = await readCells(database, { window, scope, kinds: ['status', 'duration', 'lag'] });
  return {
    from: new Date(to.getTime() - windowMs),
    to,
    ...figuresOf(cells),
    durationMs: percentilesOf(binsOf(cells, 'duration')),
    lagMs: percentilesOf(binsOf(cells, 'lag')),
  };
}

/** The runs that were due from `at` on, up to the next point. Averages in milliseconds. */
export interface StatisticsPoint extends Pick<
  StatisticsSummary,
  'byStatus' | 'total' | 'successRate' | 'retries' | 'cost' | 'quality'
> {
  at: Date;
  durationMs: number | null;
  lagMs: number | null;
}

/** A point for every bucket of the window, those without any run included; the first begins where its bucket does. */
export async function readTimeseries(
  database: Database,
  { windowMs, until, bucketMs, ...scope }: StatisticsScope & { bucketMs: number },
): Promise<StatisticsPoint[]> {
  const window = { windowMs, until };
  const { cells, to } = await readCells(database, { window, bucketMs, scope, kinds: ['status'] });
  const cellsAt = new Map<number, RunCell[]>();
  for (const cell of cells) {
    const atMs = cell.at!.getTime();
    cellsAt.set(atMs, [...(cellsAt.get(atMs) ?? []), cell]);
  }
  const firstMs = Math.floor((to.getTime() - windowMs) / bucketMs) * bucketMs;
  const buckets = (to.getTime() - firstMs) / bucketMs;
  // What ends at an instant does not hold it, nor a bucket that would begin there.
  const length = until === undefined ? Math.floor(buckets) + 1 : Math.ceil(buckets);
  return Array.from({ length }, (_, index) => {
    const at = new Date(firstMs + index * bucketMs);
    const ofPoint = cellsAt.get(at.getTime()) ?? [];
    return {
      at,
      ...figuresOf(ofPoint),
      durationMs: average(sum(ofPoint, 'durationMs'), sum(ofPoint, 'durations')),
      lagMs: average(sum(ofPoint, 'lagMs'), sum(ofPoint, 'lags')),
    };
  });
}

/** The runs of which the measure is `fromMs` or more and less than `toMs`; null: without end. */
export interface HistogramBucket {
  fromMs: number;
  toMs: number | null;
  count: number;
}

/** @param boundsMs where a bucket ends and the next begins, rising; each of them a bound of bins */
export async function readHistogram(
  database: Database,
  {
    of,
    boundsMs,
    windowMs,
    until,
    ...scope
  }: StatisticsScope & { of: StatisticsMeasure; boundsMs: readonly number[] },
): Promise<{ buckets: HistogramBucket[]; percentiles: Percentiles }> {
  const { cells } = await readCells(database, { window: { windowMs, until }, scope, kinds: [of] });
  const bins = binsOf(cells, of);
  const counts = countBetween(bins, boundsMs);
  const buckets = [0, ...boundsMs].map((fromMs, index) => ({
    fromMs,
    toMs: boundsMs[index] ?? null,
    count: counts[index]!,
  }));
  return { buckets, percentiles: percentilesOf(bins) };
}

/** As many as the column holds; without it, sums of fractions would show what a float makes of them. */
const costDigits = 6;

function figuresOf(
  cells: RunCell[],
): Pick<StatisticsSummary, 'byStatus' | 'total' | 'successRate' | 'retries' | 'cost' | 'quality'> {
  const counted = cells.filter(({ kind }) => kind === 'status');
  const byStatus = Object.fromEntries(
    runStatuses.map((status) => [
      status,
      sum(
        counted.filter((cell) => cell.status === status),
        'runs',
      ),
    ]),
  ) as Record<RunStatus, number>;
  const cost = Number(sum(counted, 'cost').toFixed(costDigits));
  const qualities = sum(counted, 'qualities');
  return {
    byStatus,
    total: sum(counted, 'runs'),
    successRate: average(byStatus.completed, byStatus.completed + byStatus.failed + byStatus.abandoned),
    retries: sum(counted, 'retries'),
    cost: { sum: cost, average: average(cost, sum(counted, 'costs')) },
    quality: { count: qualities, average: average(sum(counted, 'quality'), qualities) },
  };
}

type Summed = { [Key in keyof RunCell]: RunCell[Key] extends number ? Key : never }[keyof RunCell];

function sum(cells: RunCell[], key: Summed): number {
  return cells.reduce((total, cell) => total + cell[key], 0);
}

function average(total: number, count: number): number | null {
  return count === 0 ? null : total / count;
}

function binsOf(cells: RunCell[], of: StatisticsMeasure): TimeBins {
  return new Map(
    cells.flatMap(({ kind, bin, runs }) => (kind === of && bin !== null ? [[bin, runs] as const] : [])),
  );
}
