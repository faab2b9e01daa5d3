import type { PlannableTask, PlannedSkip } from './publish-plan.js';
import { planPublish } from './publish-plan.js';
import { nextFireTime, scheduleOf } from './schedule.js';
import type { MisfirePolicy, Task } from './task.js';

/** What becomes of the time in which a task was paused or failed. Instants as epoch milliseconds. */
export interface ResumePlan {
  runsAt: number[];
  skips: PlannedSkip[];
  /** In the past only when more instants were missed than are looked at here; the publisher deals with the rest. */
  nextRunAtMs: number | null;
}

/** Steps of at most a thousand instants: a long pause of a frequent task must not hold up the server. */
const stepsMax = 200;

/**
 * Decides about every instant between the last one on record and now: `skip` runs none, `latest` the newest, `all`
 * each of them up to the task's own cap, and what is not run is recorded as skipped.
 *
 * @param lastMs the last instant that was published; null when none is on record
 */
export function planResume(
  task: Task,
  missed: MisfirePolicy,
  { lastMs, nowMs }: { lastMs: number | null; nowMs: number },
): ResumePlan {
  const schedule = scheduleOf(task);
  if (schedule === null) return planOneOff(task, missed, { lastMs, nowMs });
  const startMs = task.startsAt === null ? 0 : Date.parse(task.startsAt) - 1;
  const firstMs = nextFireTime(schedule, Math.max(lastMs ?? Date.parse(task.createdAt), startMs));
  const plan: ResumePlan = { runsAt: [], skips: [], nextRunAtMs: firstMs };
  for (let step = 0; step < stepsMax && plan.nextRunAtMs !== null && plan.nextRunAtMs <= nowMs; step += 1) {
    const policy = missed === 'all' && plan.runsAt.length >= task.misfireCap ? 'skip' : missed;
    const next = planPublish(toPlannable(task, plan, policy), nowMs);
    if (next.runAtMs !== null) plan.runsAt.push(next.runAtMs);
    plan.skips.push(...next.skips);
    plan.nextRunAtMs = next.nextRunAtMs;
  }
  return withReasons(task, withinEnd(task, plan));
}

function planOneOff(
  task: Task,
  missed: MisfirePolicy,
  { lastMs, nowMs }: { lastMs: number | null; nowMs: number },
): ResumePlan {
  const runAtMs = task.runAt === null ? null : Date.parse(task.runAt);
  if (runAtMs === null || lastMs !== null) return { runsAt: [], skips: [], nextRunAtMs: null };
  if (runAtMs > nowMs) return { runsAt: [], skips: [], nextRunAtMs: runAtMs };
  const skip: PlannedSkip = { fromMs: runAtMs, toMs: runAtMs, occurrences: 1, reason: 'paused' };
  return missed === 'skip'
    ? { runsAt: [], skips: [skip], nextRunAtMs: null }
    : { runsAt: [runAtMs], skips: [], nextRunAtMs: null };
}

function toPlannable(task: Task, plan: ResumePlan, misfirePolicy: MisfirePolicy): PlannableTask {
  return {
    schedule: scheduleOf(task),
    nextRunAtMs: plan.nextRunAtMs!,
    startsAtMs: task.startsAt === null ? null : Date.parse(task.startsAt),
    endsAtMs: task.endsAt === null ? null : Date.parse(task.endsAt),
    maxRuns: task.maxRuns,
    runCount: task.runCount + plan.runsAt.length,
    activeRuns: task.activeRuns,
    // Who asks for every missed instant asks for runs beside each other.
    overlapPolicy: misfirePolicy === 'all' ? 'allow' : task.overlapPolicy,
    misfirePolicy,
    // `skip` at resuming means all of them, however fresh.
    misfireWindowMs: -1,
  };
}

function withinEnd(task: Task, plan: ResumePlan): ResumePlan {
  const isOver =
    plan.nextRunAtMs !== null && task.endsAt !== null && plan.nextRunAtMs > Date.parse(task.endsAt);
  return isOver ? { ...plan, nextRunAtMs: null } : plan;
}

/** What was missed in a pause is recorded as such; what came while the task had failed was just missed. */
function withReasons(task: Task, plan: ResumePlan): ResumePlan {
  if (task.taskStatus !== 'paused') return plan;
  const skips = plan.skips.map((skip): PlannedSkip =>
    skip.reason === 'missed' ? { ...skip, reason: 'paused' } : skip,
  );
  return { ...plan, skips };
}
