import type { Outcome } from '@/features/charts/outcomes';
import { outcomes } from '@/features/charts/outcomes';
import type { Run } from '@/features/runs/runs.api';

/** A stretch of time, epoch milliseconds. */
export interface TimeWindow {
  fromMs: number;
  toMs: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** How much time the picture can show, from closest to widest. */
export const spans = [minute, 5 * minute, 15 * minute, hour, 6 * hour, day, 7 * day, 30 * day] as const;

/** The window of a span that ends now, in steps: it stands still for a while, and what is asked for with it. */
export function windowUpTo(spanMs: number, nowMs: number): TimeWindow {
  const step = spanMs / 20;
  const toMs = Math.ceil(nowMs / step) * step;
  return { fromMs: toMs - spanMs, toMs };
}

/** The closest span that shows most of the last runs. */
export function fittingSpan(runs: readonly Pick<Run, 'scheduledFor'>[], nowMs: number): number {
  const wanted = runs[Math.min(runs.length, 30) - 1];
  const ageMs = wanted === undefined ? 0 : nowMs - Date.parse(wanted.scheduledFor);
  return spans.find((span) => span >= ageMs) ?? spans.at(-1)!;
}

export const wider = (spanMs: number): number => spans.find((span) => span > spanMs) ?? spanMs;
export const closer = (spanMs: number): number => spans.findLast((span) => span < spanMs) ?? spanMs;

export interface TimelineBar {
  run: Run;
  outcome: Outcome;
  fromMs: number;
  toMs: number;
  /** Runs at the same time stand under each other. */
  row: number;
}

export interface TimelineTick {
  atMs: number;
  state: 'run' | 'skipped' | 'missing' | 'ahead';
}

function outcomeOf({ runStatus }: Pick<Run, 'runStatus'>): Outcome {
  return (outcomes as readonly string[]).includes(runStatus) ? (runStatus as Outcome) : 'open';
}

const rowsMax = 4;

/** A bar from the instant to the end for every run; what is open goes on up to now. */
export function layOutBars(runs: readonly Run[], window: TimeWindow, nowMs: number): TimelineBar[] {
  const least = (window.toMs - window.fromMs) * 0.008;
  const ends: number[] = [];
  return [...runs]
    .sort((a, b) => a.scheduledFor.localeCompare(b.scheduledFor))
    .map((run) => {
      const fromMs = Date.parse(run.scheduledFor);
      const endMs = run.finishedAt === null ? nowMs : Date.parse(run.finishedAt);
      // What was skipped took no time, whenever it was written down.
      const toMs = run.runStatus === 'skipped' ? fromMs : Math.max(fromMs, endMs);
      const free = ends.findIndex((end) => end <= fromMs);
      const row = free !== -1 ? free : Math.min(ends.length, rowsMax - 1);
      ends[row] = Math.max(toMs, fromMs + least);
      return { run, outcome: outcomeOf(run), fromMs, toMs, row };
    });
}

export interface TickInput {
  /** Epoch milliseconds, ascending. */
  instants: readonly number[];
  runs: readonly Run[];
  nowMs: number;
  /** Before this, runs were not read or the task was not there: nothing is said of it. */
  knownFromMs: number;
  /** From this instant on nothing was to run: the task is paused, stopped or done. Default: it goes on. */
  plannedToMs?: number;
}

/** How late a run may be made before its instant counts as missing. */
const graceMs = 10_000;

/** What became of the instants of the schedule; a folded record of skipped ones stands for as many as it says. */
export function layOutTicks({
  instants,
  runs,
  nowMs,
  knownFromMs,
  plannedToMs = Infinity,
}: TickInput): TimelineTick[] {
  const byInstant = new Map(
    runs.filter(({ trigger }) => trigger === 'schedule').map((run) => [Date.parse(run.scheduledFor), run]),
  );
  let skippedLeft = 0;
  const ticks: TimelineTick[] = [];
  for (const atMs of instants) {
    const run = byInstant.get(atMs);
    if (run !== undefined) skippedLeft = run.runStatus === 'skipped' ? run.occurrences : 0;
    if ((atMs < knownFromMs || atMs >= plannedToMs) && run === undefined) continue;
    const isSkipped = skippedLeft > 0;
    if (isSkipped) skippedLeft -= 1;
    const isRun = run !== undefined && run.runStatus !== 'skipped';
    const state = isRun ? 'run' : isSkipped ? 'skipped' : atMs > nowMs - graceMs ? 'ahead' : 'missing';
    ticks.push({ atMs, state });
  }
  return ticks;
}

/** How many of the newest runs that have ended went well in a row. `isAll`: perhaps more, further back. */
export function successStreak(runs: readonly Pick<Run, 'runStatus' | 'finishedAt'>[]): {
  length: number;
  isAll: boolean;
} {
  const ended = runs.filter(({ runStatus }) => ['completed', 'failed', 'abandoned'].includes(runStatus));
  const broken = ended.findIndex(({ runStatus }) => runStatus !== 'completed');
  return broken === -1 ? { length: ended.length, isAll: true } : { length: broken, isAll: false };
}

/** How long a run took from the beginning of its last attempt, in milliseconds; null: it did not end with one. */
export function durationOfRun(run: Pick<Run, 'runStatus' | 'startedAt' | 'finishedAt'>): number | null {
  if (run.startedAt === null || run.finishedAt === null) return null;
  if (run.runStatus !== 'completed' && run.runStatus !== 'failed') return null;
  return Math.max(0, Date.parse(run.finishedAt) - Date.parse(run.startedAt));
}

/** The value below which such a share of them lies, in between where it must; null of none. */
export function percentileOf(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
}
