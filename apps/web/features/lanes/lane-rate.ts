import { formatDuration, formatNumber } from '@/features/time/format-time';
import type { Lane } from './lanes.api';

export type RateLimit = NonNullable<Lane['rateLimit']>;

export const rateUnits = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export type RateUnit = keyof typeof rateUnits;
const unitNames = Object.keys(rateUnits) as RateUnit[];

/** As in `at most 60 a minute`, `at most 1 in 30 s`. */
export function rateWords({ runs, perMs }: RateLimit): string {
  const unit = unitNames.find((name) => rateUnits[name] === perMs);
  const period =
    unit === undefined ? `in ${formatDuration(perMs)}` : `${unit === 'hour' ? 'an' : 'a'} ${unit}`;
  return `at most ${formatNumber(runs)} ${period}`;
}

/** A rate limit as it is being written: so many runs in so many units. No runs: no limit. */
export interface RateDraft {
  runs: string;
  periods: string;
  unit: RateUnit;
}

export function toRateDraft(rateLimit: RateLimit | null): RateDraft {
  if (rateLimit === null) return { runs: '', periods: '1', unit: 'minute' };
  const { runs, perMs } = rateLimit;
  const unit = unitNames.findLast((name) => perMs % rateUnits[name] === 0) ?? 'second';
  return { runs: String(runs), periods: String(perMs / rateUnits[unit]), unit };
}

export function fromRateDraft({ runs, periods, unit }: RateDraft): RateLimit | null {
  if (runs.trim() === '') return null;
  return { runs: Number(runs), perMs: Math.round(Number(periods) * rateUnits[unit]) };
}
