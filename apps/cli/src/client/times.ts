const steps = [
  [1_000, 's'],
  [60_000, 'min'],
  [3_600_000, 'h'],
  [86_400_000, 'd'],
] as const;

/** How far an instant is from now, in one unit: `in 5 min`, `3 d ago`. */
export function relativeTime(instant: string, now: number): string {
  const distanceMs = Date.parse(instant) - now;
  const [unitMs, unit] = steps.findLast(([ms]) => Math.abs(distanceMs) >= ms) ?? [1, null];
  if (unit === null) return 'now';
  const amount = `${Math.floor(Math.abs(distanceMs) / unitMs)} ${unit}`;
  return distanceMs > 0 ? `in ${amount}` : `${amount} ago`;
}

/** `850 ms`, `2.5 s`, `3 min`. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${Math.round(ms / 100) / 10} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 6_000) / 10} min`;
  return `${Math.round(ms / 360_000) / 10} h`;
}
