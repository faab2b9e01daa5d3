/** What publishers do with tasks whose instant has come. */
import assert from 'node:assert/strict';
import type { RunStatus } from '@carillon/domain';
import { planPublish } from '@carillon/domain';
import type { Pool } from '../../connect.js';
import { inTransaction } from '../../connect.js';
import { isLiveRun, toNewRuns } from '../../new-runs.js';
import { advanceTasks, claimDueTasks, insertRuns } from '../../publish.queries.js';
import type { Action, Stage } from './action.js';
import { repeatTransient } from './action.js';
import type { Model } from './model.js';
import { addRun, bornAs } from './model.js';
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
