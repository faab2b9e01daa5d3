/** What the publisher, the API and the lanes do with tasks and their runs. */
import assert from 'node:assert/strict';
import type { Run, RunStatus, TaskStatus } from '@carillon/domain';
import { newId, planPublish } from '@carillon/domain';
import type { Pool } from '../../connect.js';
import { inTransaction } from '../../connect.js';
import { admitRuns } from '../../lanes.queries.js';
import { isLiveRun, toNewRuns } from '../../new-runs.js';
import { advanceTasks, claimDueTasks, insertRuns } from '../../publish.queries.js';
import { resumeTask } from '../../resume-task.js';
import type { CancelledRun } from '../../run-actions.queries.js';
import { cancelRuns, startRun } from '../../run-actions.queries.js';
import { deleteTask, lockTask, updateTask } from '../../tasks.queries.js';
import type { Action, Stage } from './action.js';
import { repeatTransient } from './action.js';
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

/** An instant that no test lives to see. */
export const farInstant = '2999-01-01T00:00:00.000Z';
const hourMs = 3_600_000;

interface Published {
  taskId: string;
  scheduledFor: string;
  /** Null when the instant had been published before. */
  written: { id: string; runStatus: RunStatus } | null;
}

/** One pass of a publisher over tasks each of which has one instant. */
async function publishPass(pool: Pool, firstAttemptAt: string | null): Promise<Published[]> {
  return inTransaction(pool, async (transaction) => {
    const due = await claimDueTasks(transaction, 10);
    const decisions = due.map((task) => {
      const [run] = toNewRuns(task, planPublish({ ...task, schedule: null }, task.nowMs));
      return { task, run: { ...run!, nextAttemptAt: firstAttemptAt ?? run!.nextAttemptAt } };
    });
    const inserted = await insertRuns(
      transaction,
      decisions.map(({ run }) => run),
    );
    const advances = decisions.map(({ task, run }) => {
      const hasNewRun = isLiveRun(run) && inserted.has(run.id);
      const isOver = task.taskSchedule === null && task.activeRuns === 0;
      return {
        taskId: task.id,
        nextRunAt: task.taskSchedule === null ? null : farInstant,
        lastRunAt: run.scheduledFor,
        newRuns: hasNewRun ? (1 as const) : (0 as const),
        taskStatus: hasNewRun ? ('running' as const) : isOver ? ('completed' as const) : task.taskStatus,
        pauseReason: null,
      };
    });
    if (advances.length > 0) await advanceTasks(transaction, advances);
    return decisions.map(({ task, run }) => ({
      taskId: task.id,
      scheduledFor: run.scheduledFor,
      written: inserted.has(run.id) ? run : null,
    }));
  });
}

async function publishUntilDone(pool: Pool, firstAttemptAt: string | null): Promise<Published[]> {
  const published: Published[] = [];
  for (;;) {
    published.push(...(await repeatTransient(() => publishPass(pool, firstAttemptAt))));
    const { rowCount } = await pool.query('select from tasks where next_run_at <= now()');
    if (rowCount !== 0) continue;
    // An instant that was withheld, because the task was stopped first, is not made up for: that is another test's.
    await pool.query('update tasks set withheld_from = null where withheld_from <= now()');
    return published;
  }
}

/** An instant of a task comes, perhaps one that came before; publishers find it at the same moment. */
export function publish(
  { pool, baseMs }: Stage,
  model: Model,
  request: { task: number; instant: number; isEarly: boolean; publishers: number },
): Action<Published[]> {
  const { id } = model.tasks[request.task]!;
  const instantMs = baseMs + request.instant * 1_000;
  const firstAttemptAt = request.isEarly ? new Date(Date.now() + hourMs).toISOString() : null;
  return {
    prepare: () =>
      pool.query('update tasks set next_run_at = $2 where id = $1', [id, new Date(instantMs).toISOString()]),
    call: async () =>
      (
        await Promise.all(
          Array.from({ length: request.publishers }, () => publishUntilDone(pool, firstAttemptAt)),
        )
      ).flat(),
    apply(model, published, isAlone) {
      const task = model.tasks[request.task]!;
      const isOff = task.isDeleted || task.taskStatus === 'paused' || task.taskStatus === 'failed';
      if (isAlone || published.length > 0) {
        assertSame(
          published.map((one) => [one.taskId, Date.parse(one.scheduledFor)]),
          [[id, instantMs]],
          'one publisher publishes the instant',
        );
        applyPublished(model, request, published[0]!);
      } else assert.ok(isOff, 'a due instant is published');
    },
  };
}

function applyPublished(
  model: Model,
  request: { task: number; isEarly: boolean },
  { scheduledFor, written }: Published,
): void {
  const task = model.tasks[request.task]!;
  const isKnown = model.runs.some(
    (run) =>
      run.task === request.task &&
      run.trigger === 'schedule' &&
      Date.parse(run.scheduledFor) === Date.parse(scheduledFor),
  );
  const isSkipped = task.overlapPolicy === 'skip' && task.activeRuns > 0;
  const expected = isKnown ? undefined : isSkipped ? 'skipped' : bornAs(task);
  assert.equal(written?.runStatus, expected, 'what became of the instant');
  task.next = task.plan === 'recurring' ? 'far' : 'none';
  if (written !== null) {
    const isDue = !request.isEarly;
    addRun(model, {
      id: written.id,
      scheduledFor,
      task: request.task,
      trigger: 'schedule',
      isDue,
      // An age that is far from the next step of ageing, so that a slow test ranks like a fast one.
      waitedMs: isDue ? hourMs : 0,
      bornAs: expected!,
    });
  }
  if (written !== null && !isSkipped)
    Object.assign(task, { activeRuns: task.activeRuns + 1, taskStatus: 'running' });
  else if (task.next === 'none' && task.activeRuns === 0) task.taskStatus = 'completed';
}

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
