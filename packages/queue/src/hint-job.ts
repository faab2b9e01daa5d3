import type { Hint, HintedRun, HintRequest } from '@carillon/domain';
import { hintRunsMax } from '@carillon/domain';
import type { BulkJobOptions, Job } from 'bullmq';

/** BullMQ's name for the job; the same for all. */
const hintJobName = 'hint';

/**
 * The job's id, by which BullMQ swallows a hint that is in the queue already. It stands for the first run and its
 * attempt. A hint for later has an id of its own: else it would swallow the one that says "now", and a run that
 * was brought forward would wait for its old time. The id names its second, so that a hint that is in hand does not
 * swallow the one by which its runs are put off once more. BullMQ refuses `:` and ids of digits alone.
 */
export function hintJobId(
  hint: Pick<HintRequest, 'runs' | 'retryCount' | 'delayMs'>,
  now = Date.now(),
): string {
  const first = hint.runs[0];
  if (!first) throw new Error('A hint names at least one run');
  const later = hint.delayMs > 0 ? `_${Math.ceil((now + hint.delayMs) / 1_000)}` : '';
  return `r_${first.id}_${hint.retryCount}${later}`;
}

export interface HintJob {
  name: string;
  data: Hint;
  opts: BulkJobOptions;
}

/** The hint as BullMQ takes it: never retried, never kept. Its priority is told by the queue that it goes into. */
export function hintToJob(hint: HintRequest): HintJob {
  if (hint.runs.length > hintRunsMax) {
    throw new Error(`A hint of ${hint.runs.length} runs; at most ${hintRunsMax}`);
  }
  return {
    name: hintJobName,
    data: { runs: hint.runs.map(({ id, scheduledFor, host }) => ({ id, scheduledFor, host })) },
    opts: {
      jobId: hintJobId(hint),
      delay: Math.max(0, Math.ceil(hint.delayMs)),
      attempts: 1,
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The last one that there is: nearly all hints are of one day. */
let lastDay = '';

/** An instant as JSON or PostgreSQL writes it, of a day that there is. */
function isInstant(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const day = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?(Z|[+-]\d\d(:?\d\d)?)$/.exec(
    value,
  )?.[1];
  if (day === undefined) return false;
  if (day === lastDay) return true;
  const parsed = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
  if (exists) lastDay = day;
  return exists;
}

/**
 * Anybody who reaches the server can put a job into the queue, so what comes out is not trusted: the runs of many hints
 * are claimed in one statement, and one that PostgreSQL could not read would fail it for all.
 *
 * @returns the hint, or the reason why it is none
 */
export function parseHint(data: unknown): { hint: Hint } | { reason: string } {
  const runs = (data as { runs?: unknown } | null | undefined)?.runs;
  if (!Array.isArray(runs)) return { reason: 'no list of runs' };
  if (runs.length === 0 || runs.length > hintRunsMax) return { reason: `${runs.length} runs` };
  const refs: HintedRun[] = [];
  for (const run of runs as unknown[]) {
    const { id, scheduledFor, host } = (run ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string' || !uuid.test(id)) return { reason: 'a run without an id' };
    if (!isInstant(scheduledFor)) return { reason: 'a run without its instant' };
    if (typeof host !== 'string' || host.length > 300) return { reason: 'a run without its host' };
    refs.push({ id, scheduledFor, host });
  }
  return { hint: { runs: refs } };
}

/**
 * Since when the job could have been taken, epoch milliseconds; never in the future, where the clock of whoever
 * added it may be.
 */
export function waitingSince(job: Pick<Job, 'timestamp' | 'opts'>, now: number): number {
  // Not the job's own `delay`, which BullMQ sets to 0 when it is over.
  const since = job.timestamp + (job.opts.delay ?? 0);
  return Number.isFinite(since) ? Math.min(since, now) : now;
}
