/**
 * Steps as small numbers, which shrink well: each number is taken modulo the rows that fit the step at that moment.
 * After each step the tables are read once and judged by the laws and by the model.
 */
import { canMoveRun } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { inTransaction } from '../../connect.js';
import { admitRuns } from '../../lanes.queries.js';
import type { Action, Stage } from './action.js';
import { claim, finish, hint, renew, rescue } from './attempt-actions.js';
import * as callbacks from './callback-actions.js';
import type { Model, ModelRun, ModelTask } from './model.js';
import { allLanes, holds, isClaimable, isLost, isOpen, isRunning, isWaiting, statusOf } from './model.js';
import { checkLaws, checkModel, readSnapshot } from './snapshot.js';
import * as tasks from './task-actions.js';

/** A kind of step with the numbers that choose its rows and its variant. */
export interface StepPlan {
  kind: keyof typeof actionKinds | keyof typeof worldKinds | 'overlapping admissions' | 'overtaken';
  picks: [number, number, number];
}

type Picks = StepPlan['picks'];

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

function chooseTask(model: Model, pick: number, fits: (task: ModelTask) => boolean): number | null {
  return choose(
    indexesOf(model.tasks, (task) => !task.isDeleted && fits(task)),
    pick,
  );
}

function isPublishable(task: ModelTask): boolean {
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
    return tasks.publish(stage, model, request);
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

function planAction(stage: Stage, model: Model, { kind, picks }: StepPlan): Action | null {
  return kind in actionKinds ? actionKinds[kind as keyof typeof actionKinds](stage, model, picks) : null;
}

async function judge(stage: Stage, model: Model): Promise<void> {
  const snapshot = await readSnapshot(stage.pool, model);
  checkLaws(snapshot, model);
  checkModel(snapshot, model);
}

/** How a listener comes too late: its run is taken back, and another listener has it. */
const overtaking = ['lease ends', 'rescue', 'time passes', 'claim'] as const;

/** Takes a step when some row fits it. @returns whether it was taken */
export async function takeStep(stage: Stage, model: Model, plan: StepPlan): Promise<boolean> {
  if (plan.kind === 'overtaken') {
    for (const kind of overtaking) await takeStep(stage, model, { kind, picks: plan.picks });
    return true;
  }
  if (plan.kind === 'overlapping admissions') {
    if (!(await admitOverlapping(stage, model, plan.picks))) return false;
  } else if (plan.kind in worldKinds) {
    const change = worldKinds[plan.kind as keyof typeof worldKinds](stage, model, plan.picks);
    if (change === null) return false;
    await change;
  } else {
    const action = planAction(stage, model, plan);
    if (action === null) return false;
    await action.prepare?.();
    action.apply(model, await action.call(), true);
  }
  await judge(stage, model);
  return true;
}

/** Takes steps at the same moment: their answers and what is left must be those of some order of them. */
export async function race(stage: Stage, model: Model, plans: StepPlan[]): Promise<boolean> {
  const all = plans.map((plan) => ({ kind: plan.kind, action: planAction(stage, model, plan) }));
  const hasPublication = all.some(({ action }) => action?.prepare !== undefined);
  // Resuming makes up for an instant that was due when the task was stopped; here instants come by publishing alone.
  const planned = all.flatMap(({ kind, action }) =>
    hasPublication && kind === 'resume' ? [] : (action ?? []),
  );
  // A publisher publishes whatever is due, so two of them could not be told apart.
  const publications = planned.filter((action) => action.prepare !== undefined);
  const actions = planned.filter((action) => !publications.slice(1).includes(action));
  if (actions.length < 2) return false;
  for (const action of actions) await action.prepare?.();
  const answers = await Promise.all(actions.map((action) => action.call()));
  const snapshot = await readSnapshot(stage.pool, model);
  checkLaws(snapshot, model);
  const faults: unknown[] = [];
  for (const order of ordersOf(actions.map((_, index) => index))) {
    const candidate = structuredClone(model);
    try {
      for (const index of order) actions[index]!.apply(candidate, answers[index], false);
      checkModel(snapshot, candidate);
      Object.assign(model, candidate);
      return true;
    } catch (fault) {
      faults.push(`In the order ${order.join(', ')}: ${(fault as Error).message}`);
    }
  }
  throw new Error(`No order of the steps explains what was seen.\n${faults.join('\n')}`);
}

function ordersOf(indexes: number[]): number[][] {
  if (indexes.length <= 1) return [indexes];
  return indexes.flatMap((first) =>
    ordersOf(indexes.filter((index) => index !== first)).map((rest) => [first, ...rest]),
  );
}

/** An admission that has not been committed, a run that comes meanwhile, and a second admission. */
async function admitOverlapping(
  stage: Stage,
  model: Model,
  [pick, taskPick, instant]: Picks,
): Promise<boolean> {
  const lane = model.lanes[pick % model.lanes.length]!;
  const task = chooseTask(model, taskPick, (one) => one.lane === lane.name);
  const canAdmit = model.runs.some(
    (run) => isOpen(run) && canMoveRun(statusOf(run), 'pending') && model.tasks[run.task]!.lane === lane.name,
  );
  if (task === null || !canAdmit) return false;
  const { pool } = stage;
  // An instant that came before would be found in the row that the first admission holds, and wait for it.
  const dueMs = stage.baseMs + instant * 1_000;
  const cameBefore = model.runs.some((run) => run.task === task && Date.parse(run.scheduledFor) === dueMs);
  const comesBySchedule = instant % 2 === 0 && !cameBefore && isPublishable(model.tasks[task]!);
  const arrival: Action = comesBySchedule
    ? tasks.publish(stage, model, { task, instant, isEarly: false, publishers: 1 })
    : tasks.start(stage, model, { task, origin: null });
  const first = await pool.connect();
  try {
    await first.query('begin');
    const before = await admitRuns(first, [lane.name]);
    tasks.applyAdmitted(
      model,
      [lane.name],
      before.map((run) => run.id),
    );
    await arrival.prepare?.();
    arrival.apply(model, await arrival.call(), true);
    const second = watch(
      inTransaction(pool, async (transaction) => {
        const { rows } = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid');
        second.pid = rows[0]!.pid;
        return admitRuns(transaction, [lane.name]);
      }),
    );
    await until(async () => second.isSettled || (await isBlocked(stage, second.pid)), {
      what: 'the second admission waits or has answered',
      intervalMs: 2,
    });
    await first.query('commit');
    const after = await second.answer;
    tasks.applyAdmitted(
      model,
      [lane.name],
      after.map((run) => run.id),
    );
  } finally {
    await first.query('rollback');
    first.release();
  }
  return true;
}

interface Watched<Value> {
  answer: Promise<Value>;
  isSettled: boolean;
  pid: number | null;
}

function watch<Value>(answer: Promise<Value>): Watched<Value> {
  const watched: Watched<Value> = { answer, isSettled: false, pid: null };
  const settle = (): void => void (watched.isSettled = true);
  answer.then(settle, settle);
  return watched;
}

async function isBlocked({ pool }: Stage, pid: number | null): Promise<boolean> {
  if (pid === null) return false;
  const { rows } = await pool.query<{ blocked: boolean }>(
    'select cardinality(pg_blocking_pids($1)) > 0 as blocked',
    [pid],
  );
  return rows[0]!.blocked;
}

export function describePlan({ kind, picks }: StepPlan): string {
  return `${kind} (${picks.join(', ')})`;
}
