/** When each attempt of a run that keeps failing at once would begin, milliseconds after the first. */
export function attemptTimesMs(policy: {
  strategy: 'exponential' | 'fixed';
  baseMs: number;
  maxMs: number;
  maxRetry: number;
}): number[] {
  const { strategy, baseMs, maxMs, maxRetry } = policy;
  const times = [0];
  for (let retry = 0; retry < maxRetry; retry += 1) {
    const factor = strategy === 'fixed' ? 1 : 2 ** Math.min(retry, 31);
    times.push(times.at(-1)! + Math.min(baseMs * factor, maxMs));
  }
  return times;
}
