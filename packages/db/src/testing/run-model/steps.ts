/** Takes planned steps, alone or at the same moment. After each the tables are read once and judged by the laws and by the model. */
import { canMoveRun } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { inTransaction } from '../../connect.js';
import { admitRuns } from '../../lanes.queries.js';
import type { Action, Stage } from './action.js';
import type { Model } from './model.js';
import { isOpen, statusOf } from './model.js';
import type { Picks, StepPlan } from './plans.js';
import { chooseTask, isPublishable, planAction, worldKinds } from './plans.js';
import { publish } from './publish-actions.js';
import { checkLaws, checkModel, readSnapshot } from './snapshot.js';
import * as tasks from './task-actions.js';

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
    ? publish(stage, model, { task, instant, isEarly: false, publishers: 1 })
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
