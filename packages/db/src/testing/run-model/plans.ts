/**
 * Steps as small numbers, which shrink well: each number is taken modulo the rows that fit the step at that moment.
 */
import { canMoveRun } from '@carillon/domain';
import type { Action, Stage } from './action.js';
import { claim, finish, hint, renew, rescue } from './attempt-actions.js';
import * as callbacks from './callback-actions.js';
import type { Model, ModelRun, ModelTask } from './model.js';
import { allLanes, holds, isClaimable, isLost, isOpen, isRunning, isWaiting, statusOf } from './model.js';
import { publish } from './publish-actions.js';
import * as tasks from './task-actions.js';

/** A kind of step with the numbers that choose its rows and its variant. */
export interface StepPlan {
  kind: keyof typeof actionKinds | keyof typeof worldKinds | 'overlapping admissions' | 'overtaken';
  picks: [number, number, number];
}

export type Picks = StepPlan['picks'];

/** The indexes of the rows that fit. */
function indexesOf<Row>(rows: Row[], fits: (row: Row) => boolean): number[] {
  return rows.flatMap((row, index) => (fits(row) ? [index] : []));
}

function choose<Value>(values: Value[], pick: number): Value | null {
  return values.length === 0 ? null : values[pick % values.length]!;
}

function orNull<Value, Result>(value: Value | null, make: (value: Value) => Result): Result | null {
  return value === null ? null : make(value);
}

function chooseRun(model: Model, pick: number, fits: (run: ModelRun) => boolean): number | null {
  return choose(indexesOf(model.runs, fits), pick);
}

export function chooseTask(model: Model, pick: number, fits: (task: ModelTask) => boolean): number | null {
  return choose(
    indexesOf(model.tasks, (task) => !task.isDeleted && fits(task)),
    pick,
  );
}

export function isPublishable(task: ModelTask): boolean {
  if (task.plan === 'none' || task.taskStatus === 'completed' || task.taskStatus === 'paused') return false;
  return task.taskStatus !== 'failed' || task.next !== 'none';
}

function planStart(stage: Stage, model: Model, [pick]: Picks): Action | null {
  return orNull(
    chooseTask(model, pick, () => true),
    (task) => tasks.start(stage, model, { task, origin: null }),
  );
}

/** What has to come first when no run waits for a worker: a lane is admitted, or a run arrives. */
function planArrival(stage: Stage, model: Model, picks: Picks): Action | null {
  if (picks[1] % 2 === 0 && model.runs.some(isHeld)) return tasks.admit(stage, { lanes: null, times: 1 });
  return planPublish(stage, model, picks) ?? planStart(stage, model, picks);
}

/** One to three workers, so that the pick tells who, or that several claim at the same time. */
const claimants = [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]];

function planClaim(stage: Stage, model: Model, picks: Picks): Action | null {
  const ready = indexesOf(model.runs, isClaimable);
  const first = choose(ready, picks[0]);
  if (first === null) return planArrival(stage, model, picks);
  const more = picks[1] % 3 === 0 ? [choose(ready, picks[1])!, first] : [];
  return claim(stage, model, { runs: [first, ...more], workers: claimants[picks[2] % 6]! });
}

function planFinish(stage: Stage, model: Model, picks: Picks, isCurrent: boolean): Action | null {
  const overtaken = indexesOf(
    model.attempts,
    (attempt) => isRunning(model.runs[attempt.run]!) && !holds(model, attempt),
  );
  const fitting = isCurrent
    ? indexesOf(model.attempts, (attempt) => holds(model, attempt))
    : overtaken.length > 0 && picks[0] % 4 > 0
      ? overtaken
      : model.attempts.map((_, index) => index);
  const chosen = [picks[0], ...(picks[1] % 3 === 0 ? [picks[0] + 1, picks[0] + 2] : [])].flatMap(
    (pick) => choose(fitting, pick) ?? [],
  );
  // A listener holds one attempt of a run at most.
  const ofDistinctRuns = chosen.filter(
    (attempt, index) =>
      chosen.findIndex((one) => model.attempts[one]!.run === model.attempts[attempt]!.run) === index,
  );
  if (ofDistinctRuns.length === 0) return planClaim(stage, model, picks);
  const outcomes = ofDistinctRuns.map((attempt, index) => ({
    attempt,
    succeeds: (picks[2] + index) % 2 === 0,
  }));
  return finish(stage, model, outcomes);
}

function planPublish(stage: Stage, model: Model, [pick, instant, variant]: Picks): Action | null {
  return orNull(chooseTask(model, pick, isPublishable), (task) => {
    const request = { task, instant, isEarly: variant % 4 === 3, publishers: 1 + (variant % 2) };
    return publish(stage, model, request);
  });
}

function isHeld(run: ModelRun): boolean {
  return isOpen(run) && canMoveRun(statusOf(run), 'pending');
}

function planAdmit(stage: Stage, model: Model, [pick, times, inVain]: Picks): Action | null {
  if (!model.runs.some(isHeld) && inVain % 4 !== 0) return null;
  const lane = choose([null, ...allLanes(model)], pick);
  return tasks.admit(stage, { lanes: lane === null ? null : [lane.name], times: 1 + (times % 3) });
}

type Planner = (stage: Stage, model: Model, picks: Picks) => Action | null;

/** What processes do: each may happen at the same time as any other. */
export const actionKinds = {
  publish: planPublish,
  start: planStart,
  retry: (stage, model, [pick]) =>
    orNull(
      chooseRun(
        model,
        pick,
        (run) => !run.isGone && ['failed', 'abandoned', 'cancelled'].includes(statusOf(run)),
      ),
      (origin) => tasks.start(stage, model, { task: model.runs[origin]!.task, origin }),
    ),
  claim: planClaim,
  'claim in vain': (stage, model, [pick, , workers]) =>
    orNull(
      chooseRun(model, pick, (run) => !isClaimable(run)),
      (run) => claim(stage, model, { runs: [run, run], workers: claimants[workers % 6]! }),
    ),
  finish: (stage, model, picks) => planFinish(stage, model, picks, true),
  'finish of any attempt': (stage, model, picks) => planFinish(stage, model, picks, false),
  renew: (stage, model, [pick]) =>
    orNull(
      choose(
        indexesOf(model.attempts, () => true),
        pick,
      ),
      (attempt) => renew(stage, model, attempt),
    ),
  'receiver takes on': (stage, model, [pick, any]) =>
    orNull(
      choose(
        indexesOf(model.attempts, (attempt) => any % 4 === 0 || holds(model, attempt)),
        pick,
      ),
      (attempt) => callbacks.takeOn(stage, model, attempt),
    ),
  'receiver reports': (stage, model, [pick, any, end]) =>
    orNull(
      choose(
        indexesOf(model.attempts, ({ run }) => any % 3 === 0 || isWaiting(model.runs[run]!)),
        pick,
      ),
      (attempt) => {
        const status = (['completed', 'failed', 'failed', null] as const)[end % 4]!;
        return callbacks.report(stage, model, { attempt, status });
      },
    ),
  'receivers are given up': (stage, model, [inVain]) =>
    inVain % 4 === 0 || model.runs.some((run) => isWaiting(run) && run.isDue)
      ? callbacks.endMissed(stage)
      : null,
  rescue: (stage, model, [inVain]) =>
    inVain % 4 === 0 || model.runs.some((run) => isLost(model, run)) ? rescue(stage) : null,
  admit: planAdmit,
  'cancel a run': (stage, model, [pick, any]) =>
    orNull(
      chooseRun(model, pick, (run) => any % 4 === 0 || isOpen(run)),
      (run) => tasks.cancel(stage, model, { run }),
    ),
  'cancel a task': (stage, model, [pick]) =>
    orNull(
      chooseTask(model, pick, () => true),
      (task) => tasks.cancel(stage, model, { task }),
    ),
  pause: (stage, model, [pick]) =>
    orNull(
      chooseTask(model, pick, () => true),
      (task) => tasks.pause(stage, model, task),
    ),
  resume: (stage, model, [pick, policy]) =>
    orNull(
      chooseTask(model, pick, (task) => task.taskStatus === 'paused' || task.taskStatus === 'failed'),
      (task) =>
        tasks.resume(stage, model, { task, missed: (['skip', 'latest', 'all'] as const)[policy % 3]! }),
    ),
  remove: (stage, model, [pick]) =>
    orNull(
      chooseTask(model, pick, () => true),
      (task) => tasks.remove(stage, model, task),
    ),
  hint: (stage) => hint(stage),
} satisfies Record<string, Planner>;

type World = (stage: Stage, model: Model, picks: Picks) => Promise<unknown> | null;

/** What happens to processes and clocks. */
export const worldKinds = {
  'worker falls silent': ({ pool, workerIds }, model, [pick]) => {
    const id = workerIds[pick % workerIds.length]!;
    if (model.silentWorkers.includes(id)) return null;
    model.silentWorkers.push(id);
    return pool.query(`update workers set heartbeat_at = now() - interval '1 minute' where id = $1`, [id]);
  },
  'worker is back': ({ pool }, model, [pick]) => {
    const id = choose(model.silentWorkers, pick);
    if (id === null) return null;
    model.silentWorkers = model.silentWorkers.filter((silent) => silent !== id);
    return pool.query('update workers set heartbeat_at = now() where id = $1', [id]);
  },
  'lease ends': ({ pool }, model, [pick]) => {
    const run = chooseRun(model, pick, isRunning);
    if (run === null) return null;
    model.runs[run]!.isLeaseOver = true;
    return pool.query(`update task_runs set lease_until = now() - interval '1 second' where id = $1`, [
      model.runs[run]!.id,
    ]);
  },
  'time passes': ({ pool }, model) => {
    const early = model.runs.filter((run) => isOpen(run) && !run.isDue);
    if (early.length === 0) return null;
    for (const run of early) run.isDue = true;
    const ids = model.tasks.map((task) => task.id);
    return pool.query(
      `update task_runs set next_attempt_at = least(next_attempt_at, now())
       where finished_at is null and task_id = any($1)`,
      [ids],
    );
  },
  'lane is paused or opened': ({ pool }, model, [pick]) => {
    const lane = model.lanes[pick % model.lanes.length]!;
    lane.isPaused = !lane.isPaused;
    return pool.query('update lanes set paused = $2 where name = $1', [lane.name, lane.isPaused]);
  },
} satisfies Record<string, World>;

export function planAction(stage: Stage, model: Model, { kind, picks }: StepPlan): Action | null {
  return kind in actionKinds ? actionKinds[kind as keyof typeof actionKinds](stage, model, picks) : null;
}

export function describePlan({ kind, picks }: StepPlan): string {
  return `${kind} (${picks.join(', ')})`;
}
