/** How far from a busy minute, and from another suggestion, one is better off. */
const reach = 3;
const apart = 5;
const wanted = 3;

/**
 * The minutes of an hour in which least happens, the best first.
 *
 * @param counts planned runs of each minute
 * @param first the first minute to look at: of those that are past nothing is planned any more, however busy they were
 */
export function quietMinutes(counts: readonly number[], first = 0): number[] {
  const scores = counts.map((_, minute) => loadAround(counts, minute));
  const found: number[] = [];
  while (found.length < wanted) {
    let best: number | null = null;
    for (const [minute, score] of scores.entries()) {
      if (minute < first || found.some((other) => Math.abs(other - minute) < apart)) continue;
      if (best === null || score < scores[best]!) best = minute;
    }
    if (best === null) break;
    found.push(best);
  }
  return found;
}

/** Its own load first, and that of its neighbours the less the further they are. */
function loadAround(counts: readonly number[], minute: number): number {
  let load = (counts[minute] ?? 0) * 10;
  for (let away = 1; away <= reach; away += 1) {
    load += ((counts[minute - away] ?? 0) + (counts[minute + away] ?? 0)) / away;
  }
  return load;
}

/** The schedule at another minute; null where its minute is not one number, so that there is no one minute to move. */
export function moveToMinute(expression: string, minute: number): string | null {
  const fields = expression.trim().split(/\s+/);
  const minuteField = fields.length === 6 ? 1 : fields.length === 5 ? 0 : -1;
  if (minuteField < 0 || !/^\d{1,2}$/.test(fields[minuteField]!)) return null;
  return fields.map((field, index) => (index === minuteField ? String(minute) : field)).join(' ');
}
