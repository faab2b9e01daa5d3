/** What the API and the lanes do with tasks and their runs. */
import assert from 'node:assert/strict';
import type { Run, TaskStatus } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { inTransaction } from '../../connect.js';
import { admitRuns } from '../../lanes.queries.js';
import { resumeTask } from '../../resume-task.js';
import type { CancelledRun } from '../../run-actions.queries.js';
import { cancelRuns, startRun } from '../../run-actions.queries.js';
import { deleteTask, lockTask, updateTask } from '../../tasks.queries.js';
import type { Action, Stage } from './action.js';
import type { Model, ModelTask } from './model.js';
import {
  addRun,
  allLanes,
  bornAs,
  closeLog,
  headsOf,
  isOpen,
  moveRun,
  onSchedule,
  statusOf,
} from './model.js';
import { assertSame } from './same.js';

/** Starts a run beside the schedule: one of its own, or one that tries an ended run again. */
export function start(
  { pool }: Stage,
  model: Model,
  { task, origin }: { task: number; origin: number | null },
): Action<Run | null> {
  const { id } = model.tasks[task]!;
  const trigger = origin === null ? 'api' : 'retry';
  return {
    call: () =>
      inTransaction(pool, async (transaction) => {
        if ((await lockTask(transaction, id)) === null) return null;
        const originRun = origin === null ? {} : { originRunId: model.runs[origin]!.id };
        return startRun(transaction, { taskId: id, runId: newId(), trigger, ...originRun });
      }),
    apply(model, started) {
      const owner = model.tasks[task]!;
      assert.equal(started === null, owner.isDeleted, 'a run starts unless its task is gone');
      if (started === null) return;
      assert.equal(started.runStatus, bornAs(owner));
      const { id, scheduledFor } = started;
      addRun(model, { id, scheduledFor, task, trigger, isDue: true, waitedMs: 0, bornAs: bornAs(owner) });
      owner.activeRuns += 1;
      if (owner.taskStatus !== 'paused' && owner.taskStatus !== 'failed') owner.taskStatus = 'running';
    },
  };
}

/** Cancels one run, ended or not, or the open runs of a task. */
export function cancel(
  { pool }: Stage,
  model: Model,
  target: { run: number } | { task: number },
): Action<CancelledRun[]> {
  const ids =
    'run' in target ? { runId: model.runs[target.run]!.id } : { taskId: model.tasks[target.task]!.id };
  return {
    call: () =>
      inTransaction(pool, (transaction) =>
        cancelRuns(transaction, { target: ids, reason: 'Not wanted.', actor: 'test' }),
      ),
    apply(model, cancelled) {
      const open = model.runs.filter(
        (run, index) => isOpen(run) && ('run' in target ? index === target.run : run.task === target.task),
      );
      assertSame(
        cancelled.map(({ id, fromStatus }) => [id, fromStatus]).sort(),
        open.map((run) => [run.id, statusOf(run)]).sort(),
        'the runs that were cancelled',
      );
      for (const run of open) {
        closeLog(run, 'cancelled');
        moveRun(run, 'cancelled');
        Object.assign(run, { fence: run.fence + 1, token: null });
      }
      if (open.length === 0) return;
      const task = model.tasks[open[0]!.task]!;
      task.activeRuns -= open.length;
      if (task.activeRuns === 0 && task.taskStatus === 'running') task.taskStatus = onSchedule(task);
    },
  };
}

const pausable: TaskStatus[] = ['ready', 'running', 'failed', 'paused'];
const resumable: TaskStatus[] = ['paused', 'failed'];

export function pause({ pool }: Stage, model: Model, task: number): Action<boolean> {
  const { id } = model.tasks[task]!;
  return {
    call: () =>
      inTransaction(pool, async (transaction) => {
        const found = await lockTask(transaction, id);
        if (found === null || !pausable.includes(found.taskStatus)) return false;
        const withheldFrom = found.nextRunAt ?? found.withheldFrom;
        await updateTask(transaction, id, { taskStatus: 'paused', nextRunAt: null, withheldFrom });
        return true;
      }),
    apply(model, isPaused) {
      const found = model.tasks[task]!;
      assert.equal(isPaused, mayBecome(found, pausable), 'whether it could be paused');
      if (isPaused) Object.assign(found, { taskStatus: 'paused', next: 'none' });
    },
  };
}

function mayBecome(task: ModelTask, from: TaskStatus[]): boolean {
  return !task.isDeleted && from.includes(task.taskStatus);
}

/** Resumes a task. Its schedule has no instants in a test, so none was missed. */
export function resume(
  { pool }: Stage,
  model: Model,
  { task, missed }: { task: number; missed: 'skip' | 'latest' | 'all' },
): Action<{ isPlanned: boolean } | null> {
  const { id } = model.tasks[task]!;
  return {
    call: () =>
      inTransaction(pool, async (transaction) => {
        const found = await lockTask(transaction, id);
        if (found === null || !resumable.includes(found.taskStatus)) return null;
        const resumed = await resumeTask(transaction, found, { missed });
        assert.equal(resumed.startedRuns, 0);
        return { isPlanned: resumed.task.nextRunAt !== null };
      }),
    apply(model, resumed) {
      const found = model.tasks[task]!;
      assert.equal(resumed !== null, mayBecome(found, resumable), 'whether it could be resumed');
      if (resumed === null) return;
      if (found.plan !== 'once') assert.equal(resumed.isPlanned, found.plan === 'recurring');
      found.next = resumed.isPlanned ? 'far' : 'none';
      found.taskStatus = onSchedule(found);
    },
  };
}

export function remove({ pool }: Stage, model: Model, task: number): Action<boolean> {
  const { id } = model.tasks[task]!;
  return {
    call: () => inTransaction(pool, (transaction) => deleteTask(transaction, id)),
    apply(model, wasThere) {
      assert.equal(wasThere, !model.tasks[task]!.isDeleted);
      model.tasks[task]!.isDeleted = true;
      for (const run of model.runs) if (run.task === task) run.isGone = true;
    },
  };
}

/** Several processes admit the same lanes at the same moment; null for all lanes. */
export function admit({ pool }: Stage, request: { lanes: string[] | null; times: number }): Action<string[]> {
  const admitOnce = (): Promise<{ id: string }[]> =>
    inTransaction(pool, (transaction) => admitRuns(transaction, request.lanes));
  return {
    call: async () =>
      (await Promise.all(Array.from({ length: request.times }, admitOnce))).flat().map((run) => run.id),
    apply: (model, admitted) => applyAdmitted(model, request.lanes, admitted),
  };
}

export function applyAdmitted(model: Model, lanes: string[] | null, admitted: string[]): void {
  const wanted = allLanes(model).filter(({ name }) => lanes === null || lanes.includes(name));
  const heads = wanted.flatMap((lane) => headsOf(model, lane));
  assertSame([...admitted].sort(), [...heads].sort(), 'the runs that were admitted');
  for (const id of heads)
    moveRun(
      model.runs.find((run) => run.id === id)!,
      'pending',
    );
}
