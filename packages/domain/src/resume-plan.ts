import type { BlackoutWindow } from './blackout.js';
import type { PlannableTask, PlannedSkip, PublishPlan } from './publish-plan.js';
import { planPublish } from './publish-plan.js';
import type { Schedule } from './schedule.js';
import { scheduleOf } from './schedule.js';
import type { MisfirePolicy, Task } from './task.js';

export interface ResumeOptions {
  /** What becomes of the missed instants: run none, the newest, or all within the task's cap and window. */
  missed: MisfirePolicy;
  /** How many of them begin in a second; absent: all at once. */
  catchUpPerSecond?: number;
  /** The windows that hold for the task; absent: none. */
  blackouts?: readonly BlackoutWindow[];
}

/** Ten days of a schedule that fires every second would hold up the server; piece by piece they do not. */
const instantsPerResumePlan = 20_000;

/**
 * Decides about every instant from `withheldFrom` to now. What is not run is recorded: as `paused` when the task was
 * paused, as `missed` when it had failed. A plan whose `nextRunAtMs` is in the past has decided about a piece only;
 * the next one goes on from there.
 *
 * @throws AppError `schedule.invalid` when the schedule cannot be read
 */
export function planResume(task: Task, options: ResumeOptions, nowMs: number): PublishPlan {
  // A task that failed but keeps its schedule has missed nothing.
  if (task.nextRunAt !== null) return noRuns(Date.parse(task.nextRunAt));
  const withheldMs = toMs(task.withheldFrom);
  const schedule = scheduleOf(task);
  if (schedule === null && (withheldMs === null || withheldMs > nowMs)) return noRuns(withheldMs);
  const plan =
    schedule === null && options.missed === 'skip'
      ? { ...noRuns(null), skips: [skipAt(withheldMs!)] }
      : planPublish(toPlannable(task, schedule, { withheldMs: withheldMs ?? nowMs + 1, ...options }), nowMs, {
          ...options,
          instantsMax: instantsPerResumePlan,
        });
  if (task.taskStatus !== 'paused') return plan;
  const skips = plan.skips.map((skip): PlannedSkip =>
    skip.reason === 'missed' ? { ...skip, reason: 'paused' } : skip,
  );
  return { ...plan, skips };
}

function toMs(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}

function noRuns(nextRunAtMs: number | null): PublishPlan {
  return { runsAt: [], skips: [], nextRunAtMs };
}

function skipAt(instantMs: number): PlannedSkip {
  return { fromMs: instantMs, toMs: instantMs, occurrences: 1, reason: 'missed' };
}

function toPlannable(
  task: Task,
  schedule: Schedule | null,
  { withheldMs, missed }: ResumeOptions & { withheldMs: number },
): PlannableTask {
  return {
    schedule,
    nextRunAtMs: withheldMs,
    startsAtMs: toMs(task.startsAt),
    endsAtMs: toMs(task.endsAt),
    maxRuns: task.maxRuns,
    runCount: task.runCount,
    activeRuns: task.activeRuns,
    // Who asks for every missed instant asks for runs beside each other.
    overlapPolicy: missed === 'all' ? 'allow' : task.overlapPolicy,
    misfirePolicy: missed,
    // `skip` at resuming means all of them, however fresh.
    misfireWindowMs: missed === 'skip' ? -1 : task.misfireWindowMs,
    misfireCap: task.misfireCap,
    deadlineMs: task.deadlineMs,
  };
}
