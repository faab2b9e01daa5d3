import type { ApiConfig } from '@carillon/config';
import type { Database, FailureSelection, IdempotentRequest, Pool } from '@carillon/db';
import {
  cancelRuns,
  databaseTime,
  findLastFailedRun,
  findTask,
  resumeTask,
  startRun,
  updateTask,
} from '@carillon/db';
import type { Run, Task } from '@carillon/domain';
import { AppError, newId, parseSchedule } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, unlessNone } from '../audit/change.js';
import { CONFIG, POOL } from '../dependencies.js';
import type { Answer } from '../http/idempotency.js';
import { answerOnce } from '../http/idempotency.js';
import { Announcer } from '../live/announcer.js';
import { RunDispatch } from '../runs/run-dispatch.js';
import { checkPauseEnd, pausedPlan } from './task-plan.js';
import { lockInUse, requireStatus, taskNotFound } from './task-refusals.js';
import type { PauseTaskInput, ResumeTaskInput, RunTaskInput } from './tasks.schemas.js';

/** What may be done with a task: run, paused, resumed, retried, cancelled. */
@Injectable()
export class TaskActionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /** Runs a task now, beside its schedule, whatever its state. */
  async run(
    id: string,
    input: RunTaskInput,
    request: IdempotentRequest | null,
    actor: string | null = null,
  ): Promise<Answer<Run>> {
    let webhookUrl = '';
    const answer = await answerOnce(this.pool, request, async (transaction) => {
      ({ webhookUrl } = await lockInUse(transaction, id));
      const { jsonPayload } = input;
      return {
        status: 202,
        body: await startRun(transaction, { taskId: id, runId: newId(), trigger: 'api', jsonPayload, actor }),
      };
    });
    if (answer.replayed) return answer;
    return { ...answer, body: await this.runDispatch.dispatch(answer.body, webhookUrl) };
  }

  /** Takes a task off its schedule; runs that are open go on. Pausing again changes until when, and why. */
  async pause(id: string, input: PauseTaskInput): Promise<Task> {
    const paused = await inChange(this.pool, async (transaction) => {
      const task = await lockInUse(transaction, id);
      requireStatus(task, ['ready', 'running', 'failed', 'paused'], 'paused');
      if (input.until !== undefined) {
        checkPauseEnd(input.until, { nowMs: await databaseTime(transaction), path: 'until' });
      }
      return updateTask(transaction, id, pausedPlan(input, task.nextRunAt ?? task.withheldFrom));
    });
    this.announcer.tasks(paused);
    return paused;
  }

  /** Puts a paused or failed task back on its schedule, and decides about the instants that it missed. */
  async resume(id: string, { missed }: ResumeTaskInput): Promise<Task> {
    const { task, startedRuns, runsToHint, changedRuns } = await inChange(this.pool, async (transaction) => {
      const stopped = await lockInUse(transaction, id);
      requireStatus(stopped, ['paused', 'failed'], 'resumed');
      this.#requireSchedule(stopped);
      return resumeTask(transaction, stopped, {
        missed,
        catchUpPerSecond: this.config.catchUpPerSecond,
      });
    });
    this.announcer.resumedTask(task);
    this.announcer.runs(changedRuns.map((run) => run.id));
    this.runDispatch.hint(runsToHint);
    if (startedRuns > runsToHint.length) await this.runDispatch.admit([task.lane ?? task.id]);
    return task;
  }

  /**
   * Brings a failed task back to its schedule and tries its last failed run again; what it missed is recorded as skipped.
   *
   * @param failures which run alone it is to be: one that ended in one of these ways, since then
   */
  async retry(id: string, actor: string | null = null, failures?: FailureSelection): Promise<Task> {
    const { run, changedRuns } = await inChange(this.pool, async (transaction) => {
      const failed = await lockInUse(transaction, id);
      requireStatus(failed, ['failed'], 'retried');
      this.#requireSchedule(failed);
      const origin = await findLastFailedRun(transaction, id, failures);
      if (origin === null && failures !== undefined) {
        throw new AppError(
          'task.state_conflict',
          'The runs of the task that were to be tried again are gone.',
        );
      }
      const { changedRuns } = await resumeTask(transaction, failed, { missed: 'skip' });
      if (origin === null) return { run: null, changedRuns };
      const request = {
        taskId: id,
        runId: newId(),
        trigger: 'retry',
        originRunId: origin.id,
        actor,
      } as const;
      return { run: await startRun(transaction, request), changedRuns };
    });
    this.announcer.runs(changedRuns.map(({ id: changedId }) => changedId));
    const task = await getExisting(this.pool, id);
    this.announcer.tasks(task);
    if (run !== null) await this.runDispatch.dispatch(run, task.webhookUrl);
    return task;
  }

  /** Cancels the open runs of a task, not its schedule. */
  async cancel(id: string, actor: string): Promise<{ cancelled: number; task: Task }> {
    const cancelled = await inChange(this.pool, async (transaction) => {
      const reason = 'Cancelled with the runs of its task.';
      return unlessNone(await cancelRuns(transaction, { target: { taskId: id }, reason, actor }));
    });
    this.announcer.runs(cancelled.map((run) => run.id));
    await this.runDispatch.admit(cancelled.map(({ lane }) => lane));
    return { cancelled: cancelled.length, task: await getExisting(this.pool, id) };
  }

  /** The publisher parks a task whose schedule it cannot read; it comes back only when the schedule was corrected. */
  #requireSchedule({ taskSchedule, timeZone, dstGap, dstOverlap }: Task): void {
    if (taskSchedule === null) return;
    const { minimumIntervalMs } = this.config;
    parseSchedule({ taskSchedule, timeZone, dstGap, dstOverlap }, { minimumIntervalMs });
  }
}

async function getExisting(database: Database, id: string): Promise<Task> {
  const task = await findTask(database, id);
  if (task === null) throw taskNotFound();
  return task;
}
