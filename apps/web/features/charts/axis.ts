import { localZone } from '@/features/time/local-zone';

const language = 'en';

/** What every axis looks like. */
export const axis = {
  tick: { fill: 'var(--ink-faint)', fontSize: 11 },
  stroke: 'var(--line-strong)',
  tickLine: false,
} as const;

const shortCount = new Intl.NumberFormat(language, { notation: 'compact' });

/** The upright axis of a chart that counts: `7.5K`, which has room in it. */
export const countAxis = {
  ...axis,
  width: 36,
  allowDecimals: false,
  tickFormatter: (count: number): string => shortCount.format(count),
} as const;

/** `10:15` for buckets within a day, `23 Nov` for days; `isFull` has both. */
export function formatAxisTime(at: string, bucketMs: number, isFull = false): string {
  const hasTime = bucketMs < 86_400_000;
  const hasDay = isFull || bucketMs > 3_600_000;
  return new Intl.DateTimeFormat(language, {
    ...(hasDay && { day: 'numeric', month: 'short' }),
    ...(hasTime && (isFull || !hasDay) && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    timeZone: localZone(),
  }).format(new Date(at));
}
