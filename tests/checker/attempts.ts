import type { Evidence, LogRow, RunRow } from './evidence.js';

const ended = ['completed', 'failed', 'abandoned', 'cancelled', 'skipped'];

/**
 * I3: attempts are numbered without a hole, at most one more than the retries, each opened and closed once.
 * I5: every run has ended, and its last attempt says the same.
 */
export function checkAttempts({ runs, logsByRun }: Evidence): string[] {
  const known = new Set(runs.map((run) => run.id));
  const orphans = [...logsByRun.keys()].filter((runId) => !known.has(runId));
  return [
    ...runs.flatMap((run) => checkRun(run, logsByRun.get(run.id) ?? [])),
    ...orphans.map((runId) => `I3: attempts of ${runId}, which is no run`),
  ];
}

function checkRun(run: RunRow, logs: LogRow[]): string[] {
  const faults: string[] = [];
  const name = `run ${run.id} (${run.runStatus})`;
  if (!ended.includes(run.runStatus)) faults.push(`I5: ${name} has not ended`);
  const numbers = logs.map((log) => log.retryCount);
  if (numbers.some((number, index) => number !== index))
    faults.push(`I3: ${name} has attempts ${numbers.join(', ')}`);
  if (logs.length > run.maxRetry + 1) faults.push(`I3: ${name} has ${logs.length} attempts`);
  const last = logs.at(-1);
  if (last !== undefined && run.retryCount !== last.retryCount && run.runStatus !== 'cancelled')
    faults.push(`I3: ${name} counts ${run.retryCount} retries and has logged ${last.retryCount}`);
  const successes = logs.filter((log) => log.status === 'finish');
  if (successes.length > 1) faults.push(`I3: ${name} succeeded ${successes.length} times`);
  if (run.runStatus === 'completed' && last?.status !== 'finish')
    faults.push(`I5: ${name} has no success logged`);
  if (run.runStatus === 'failed' && last?.status !== 'failed' && last?.status !== 'abandoned')
    faults.push(`I5: ${name} ended with an attempt that was ${last?.status ?? 'never made'}`);
  if (logs.some((log) => log.status === 'running')) faults.push(`I3: ${name} has an open attempt`);
  for (const log of logs) {
    const isKnown = log.status === 'finish' || log.status === 'failed';
    if (isKnown && (log.executionTime === null || log.message === null))
      faults.push(`I3: ${name} has an attempt without execution time or message`);
  }
  return faults;
}
