import type { IdempotentRequest, Pool, RunOrigin } from '@carillon/db';
import {
  cancelRuns,
  countRuns,
  findRun,
  findRunOrigin,
  findTaskNames,
  listRunAttempts,
  listRunEvents,
  listRunIds,
  listRunLogLines,
  lockTask,
  startRun,
} from '@carillon/db';
import type { OutboundPolicy } from '@carillon/delivery';
import type { Run, RunLogLine, RunStatus } from '@carillon/domain';
import { AppError, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, unlessNone } from '../audit/change.js';
import { OUTBOUND_POLICY, POOL } from '../dependencies.js';
import { countLimit } from '../http/filter.js';
import type { Answer } from '../http/idempotency.js';
import { answerOnce } from '../http/idempotency.js';
import { checkDelivery, checkReach } from '../tasks/delivery-check.js';
import { requireInUse } from '../tasks/task-refusals.js';
import type { ExplainedLog } from './explained-log.js';
import { explainLog } from './explained-log.js';
import { Announcer } from '../live/announcer.js';
import { RunDispatch } from './run-dispatch.js';
import { readRunPage } from './run-pages.js';
import { illegalMove, runNotFound } from './run-refusals.js';
import { SlowRuns } from './slow-runs.js';
import type { ListRunsQuery, ReplayRunInput } from './runs.schemas.js';
import type { StatusEntry } from './status-history.js';
import { statusHistory } from './status-history.js';

/** Ends after which a run may be tried again, as a new run. */
const retryableStatuses: readonly RunStatus[] = ['failed', 'abandoned', 'cancelled'];

/** A run with the name of its task; null: it was deleted a moment ago. */
type ListedRun = Run & { taskName: string | null };

/** Runs: read, cancelled, tried again. */
@Injectable()
export class RunsService {
  readonly #slowRuns: SlowRuns;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
    @Inject(OUTBOUND_POLICY) private readonly outbound: OutboundPolicy,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {
    this.#slowRuns = new SlowRuns(pool);
  }

  async list(
    query: ListRunsQuery,
  ): Promise<{ items: ListedRun[]; nextCursor: string | null; total?: number }> {
    const { cursor: _cursor, sort: _sort, limit: _limit, total, status, ...others } = query;
    const slowBounds = await this.#slowRuns.boundsOf(query);
    const selection = { ...others, statuses: status, slowBounds };
    const [page, count] = await Promise.all([
      readRunPage(this.pool, query, selection),
      total ? countRuns(this.pool, selection, countLimit) : undefined,
    ]);
    const items = await this.#named(page.items);
    return { items, nextCursor: page.nextCursor, ...(count === undefined ? {} : { total: count }) };
  }

  /** The ids of all runs that match, the oldest first. @throws AppError `request.invalid` as `list` does */
  async listIds(filter: NonNullable<ListRunsQuery['filter']>, limit: number): Promise<string[]> {
    const slowBounds = await this.#slowRuns.boundsOf({ filter });
    return listRunIds(this.pool, { filter, slowBounds }, limit);
  }

  async get(
    id: string,
  ): Promise<Run & RunOrigin & { attempts: ExplainedLog[]; history: StatusEntry[]; logLines: RunLogLine[] }> {
    const run = await this.#find(id);
    const origin = await findRunOrigin(this.pool, run);
    if (origin === null) throw runNotFound();
    const attempts = await listRunAttempts(this.pool, run);
    const events = await listRunEvents(this.pool, run);
    const logLines = await listRunLogLines(this.pool, run);
    return {
      ...run,
      ...origin,
      attempts: attempts.map(explainLog),
      history: statusHistory(run, attempts, events),
      logLines,
    };
  }

  /** @throws AppError `run.state_conflict` when the run has ended */
  async cancel(id: string, actor: string): Promise<Run> {
    const cancelled = await inChange(this.pool, async (transaction) => {
      const target = { runId: id };
      return unlessNone(await cancelRuns(transaction, { target, reason: 'Cancelled by request.', actor }));
    });
    const run = await this.#find(id);
    if (cancelled.length === 0) throw illegalMove(run.runStatus, 'cancelled');
    this.announcer.runs([id]);
    await this.runDispatch.admit(cancelled.map(({ lane }) => lane));
    return run;
  }

  /**
   * Tries a run that ended badly again, as a new run with the same payload. The task's schedule stays as it is.
   *
   * @throws AppError `run.state_conflict` when the run has not ended, or ended well
   */
  async retry(id: string, request: IdempotentRequest | null, actor: string | null): Promise<Answer<Run>> {
    const origin = await this.#find(id);
    if (!retryableStatuses.includes(origin.runStatus)) {
      throw new AppError(
        'run.state_conflict',
        `The run is ${origin.runStatus}; only a run that is ${retryableStatuses.join(', ')} can be tried again.`,
      );
    }
    let taskUrl = '';
    const answer = await answerOnce(this.pool, request, async (transaction) => {
      const { taskId } = origin;
      const task = await lockTask(transaction, taskId);
      if (task === null) throw runNotFound();
      requireInUse(task);
      taskUrl = task.webhookUrl;
      const wanted = { taskId, runId: newId(), trigger: 'retry', originRunId: origin.id, actor } as const;
      return { status: 202, body: await startRun(transaction, wanted) };
    });
    if (answer.replayed) return answer;
    return { ...answer, body: await this.runDispatch.dispatch(answer.body, taskUrl) };
  }

  /**
   * Sends what a run was sent with once more, as a new run, whatever became of it; with another payload or to another
   * address if these are given. The task's schedule stays as it is.
   *
   * @throws AppError `request.invalid` for an address that may not be called
   */
  async replay(
    id: string,
    input: ReplayRunInput,
    request: IdempotentRequest | null,
    actor: string | null = null,
  ): Promise<Answer<Run>> {
    const origin = await this.#find(id);
    let taskUrl = '';
    const answer = await answerOnce(this.pool, request, async (transaction) => {
      const task = await lockTask(transaction, origin.taskId);
      if (task === null) throw runNotFound();
      requireInUse(task);
      taskUrl = task.webhookUrl;
      const { webhookUrl = origin.webhookUrl ?? taskUrl, jsonPayload = task.jsonPayload } = input;
      const delivered = { ...task, webhookUrl, jsonPayload };
      checkDelivery(delivered);
      checkReach(delivered, this.outbound);
      const { taskId } = origin;
      const body = await startRun(transaction, {
        ...input,
        taskId,
        runId: newId(),
        trigger: 'replay',
        originRunId: id,
        actor,
      });
      return { status: 202, body };
    });
    if (answer.replayed) return answer;
    return { ...answer, body: await this.runDispatch.dispatch(answer.body, taskUrl) };
  }

  async #named(runs: Run[]): Promise<ListedRun[]> {
    const names = await findTaskNames(
      this.pool,
      runs.map(({ taskId }) => taskId),
    );
    return runs.map((run) => ({ ...run, taskName: names.get(run.taskId) ?? null }));
  }

  async #find(id: string): Promise<Run> {
    const run = await findRun(this.pool, id);
    if (run === null) throw runNotFound();
    return run;
  }
}
