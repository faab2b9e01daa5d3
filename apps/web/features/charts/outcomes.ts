import type { Timeseries } from '@/features/statistics/statistics.api';
import { formatNumber, formatShare } from '@/features/time/format-time';
import type { TexturedFill } from '@/ui/textures';

/** What became of runs, as pictures tell it: the open states are one. */
export const outcomes = ['completed', 'failed', 'abandoned', 'cancelled', 'skipped', 'open'] as const;
export type Outcome = (typeof outcomes)[number];

const openStatuses = ['held', 'pending', 'running', 'retrying', 'waiting'] as const;

/** The states of runs that an outcome stands for. */
export function statusesOf(outcome: Outcome): readonly string[] {
  return outcome === 'open' ? openStatuses : [outcome];
}

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  completed: 'Completed',
  failed: 'Failed',
  abandoned: 'Abandoned',
  cancelled: 'Cancelled',
  skipped: 'Skipped',
  open: 'Not ended',
};

export const outcomeFills: Readonly<Record<Outcome, TexturedFill>> = {
  completed: { colour: 'var(--success)', texture: 'plain' },
  failed: { colour: 'var(--danger)', texture: 'hatched' },
  abandoned: { colour: 'var(--danger)', texture: 'crossed' },
  cancelled: { colour: 'var(--muted)', texture: 'barred' },
  skipped: { colour: 'var(--line-strong)', texture: 'outlined' },
  open: { colour: 'var(--info)', texture: 'dotted' },
};

/** The runs that were due from `at` on, until the next bar. */
export interface OutcomeBar {
  at: string;
  counts: Readonly<Record<Outcome, number>>;
  total: number;
}

type Point = Pick<Timeseries['points'][number], 'at' | 'byStatus'>;

/** One bar for each bucket; a state that this page does not know counts as not ended. */
export function toOutcomeBars(points: readonly Point[]): OutcomeBar[] {
  return points.map(({ at, byStatus }) => {
    const counts = { completed: 0, failed: 0, abandoned: 0, cancelled: 0, skipped: 0, open: 0 };
    for (const [status, count] of Object.entries(byStatus)) {
      counts[isOutcome(status) ? status : 'open'] += count;
    }
    return { at, counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  });
}

function isOutcome(status: string): status is Outcome {
  return (outcomes as readonly string[]).includes(status);
}

/** Those that are there, in their order: a legend names nothing that is not drawn. */
export function outcomesIn(bars: readonly OutcomeBar[]): Outcome[] {
  return outcomes.filter((outcome) => bars.some(({ counts }) => counts[outcome] > 0));
}

/** What the bars say, in a sentence. */
export function summariseOutcomes(bars: readonly OutcomeBar[], windowWords: string): string {
  const total = sum(bars.map((bar) => bar.total));
  if (total === 0) return `No run was due in ${windowWords}.`;
  const parts = outcomesIn(bars).map((outcome) => {
    const count = sum(bars.map(({ counts }) => counts[outcome]));
    return `${formatNumber(count)} ${outcomeNames[outcome].toLowerCase()} (${formatShare(count / total)})`;
  });
  const noun = total === 1 ? 'run was' : 'runs were';
  return `${formatNumber(total)} ${noun} due in ${windowWords}: ${parts.join(', ')}.`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
