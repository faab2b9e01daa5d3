import type { Pool } from '@carillon/db';
import {
  cancelRuns,
  findRun,
  inTransaction,
  listRunAttempts,
  listRunEvents,
  listRunLogLines,
  listRuns,
  lockTask,
  startRun,
} from '@carillon/db';
import type { Run, RunLogLine, RunStatus } from '@carillon/domain';
import { AppError, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../dependencies.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { parseSort } from '../http/route-schemas.js';
import type { ExplainedLog } from './explained-log.js';
import { explainLog } from './explained-log.js';
import { RunDispatch } from './run-dispatch.js';
import { illegalMove, runNotFound } from './run-refusals.js';
import type { ListRunsQuery } from './runs.schemas.js';
import type { StatusEntry } from './status-history.js';
import { statusHistory } from './status-history.js';

/** Ends after which a run may be tried again, as a new run. */
const retryableStatuses: readonly RunStatus[] = ['failed', 'abandoned', 'cancelled'];

/** Runs: read, cancelled, tried again. */
@Injectable()
export class RunsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
  ) {}

  async list(query: ListRunsQuery): Promise<{ items: Run[]; nextCursor: string | null }> {
    const { cursor, sort, status, ...filters } = query;
    const page = await listRuns(this.pool, {
      ...filters,
      statuses: status,
      descending: parseSort(sort).descending,
      afterId: decodeCursor(cursor, sort)?.id ?? null,
    });
    const next = page.nextId === null ? null : { value: '0', id: page.nextId };
    return { items: page.items, nextCursor: encodeCursor(sort, next) };
  }

  async get(
    id: string,
  ): Promise<Run & { attempts: ExplainedLog[]; history: StatusEntry[]; logLines: RunLogLine[] }> {
    const run = await this.#find(id);
    const attempts = await listRunAttempts(this.pool, run);
    const events = await listRunEvents(this.pool, run);
    const logLines = await listRunLogLines(this.pool, run);
    return {
      ...run,
      attempts: attempts.map(explainLog),
      history: statusHistory(run, attempts, events),
      logLines,
    };
  }

  /** @throws AppError `run.state_conflict` when the run has ended */
  async cancel(id: string, actor: string): Promise<Run> {
    const cancelled = await inTransaction(this.pool, (transaction) =>
      cancelRuns(transaction, { target: { runId: id }, reason: 'Cancelled by request.', actor }),
    );
    const run = await this.#find(id);
    if (cancelled.length === 0) throw illegalMove(run.runStatus, 'cancelled');
    await this.runDispatch.admit(cancelled.map(({ lane }) => lane));
    return run;
  }

  /**
   * Tries a run that ended badly again, as a new run with the same payload. The task's schedule stays as it is.
   *
   * @throws AppError `run.state_conflict` when the run has not ended, or ended well
   */
  async retry(id: string): Promise<Run> {
    const origin = await this.#find(id);
    if (!retryableStatuses.includes(origin.runStatus)) {
      throw new AppError(
        'run.state_conflict',
        `The run is ${origin.runStatus}; only a run that is ${retryableStatuses.join(', ')} can be tried again.`,
      );
    }
    const { run, task } = await inTransaction(this.pool, async (transaction) => {
      const { taskId } = origin;
      const task = await lockTask(transaction, taskId);
      if (task === null) throw runNotFound();
      const request = { taskId, runId: newId(), trigger: 'retry', originRunId: origin.id } as const;
      return { run: await startRun(transaction, request), task };
    });
    return this.runDispatch.dispatch(run, task.webhookUrl);
  }

  async #find(id: string): Promise<Run> {
    const run = await findRun(this.pool, id);
    if (run === null) throw runNotFound();
    return run;
  }
}
