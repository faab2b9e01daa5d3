import type { Pool, RunReport, RunReportAnswer } from '@carillon/db';
import { reportRun } from '@carillon/db';
import type { Run, RunStatus } from '@carillon/domain';
import { AppError, canMoveRun } from '@carillon/domain';
import type { Metrics } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, Unchanged } from '../audit/change.js';
import { METRICS, POOL } from '../dependencies.js';
import type { Reporter } from '../http/actor.js';
import { Announcer } from '../live/announcer.js';
import { RunDispatch } from './run-dispatch.js';
import { illegalMove, runNotFound } from './run-refusals.js';
import type { RunReportBody } from './run-report.schema.js';

/** What receivers, or operators in their place, say about runs that wait for it. */
@Injectable()
export class RunReportsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /**
   * @throws AppError `run.not_waiting_yet` to a receiver that is quicker than our own record of its answer;
   *   `run.state_conflict` when the run does not wait; `auth.required` for a token that does not open the run, whether
   *   there is such a run or not
   */
  async report(runId: string, by: Reporter, body: RunReportBody): Promise<Run> {
    const report = toReport(body);
    const answer = await inChange<RunReportAnswer>(this.pool, async (transaction) => {
      const given = await reportRun(transaction, { runId, by, report });
      return given.kind === 'accepted' ? given : new Unchanged(given);
    });
    if (answer.kind !== 'accepted') throw refusalOf(answer, by, body);
    this.announcer.runs([runId]);
    if (answer.ended) this.metrics.countRun(answer.retry === null ? endOf(answer.run) : 'retrying');
    if (answer.retry !== null) this.runDispatch.hint([answer.retry]);
    if (answer.ended && answer.retry === null) await this.runDispatch.admit([answer.run.lane]);
    return answer.run;
  }
}

function endOf({ runStatus }: Run): 'completed' | 'failed' {
  return runStatus === 'completed' ? 'completed' : 'failed';
}

function refusalOf(
  answer: Exclude<RunReportAnswer, { kind: 'accepted' }>,
  by: Reporter,
  { status }: RunReportBody,
): AppError {
  switch (answer.kind) {
    case 'unknown':
      return 'token' in by
        ? new AppError('auth.required', 'The token opens no run: it is wrong, or its attempt has been ended.')
        : runNotFound();
    case 'not waiting yet':
      return new AppError(
        'run.not_waiting_yet',
        'The response to the webhook is being recorded. Report again.',
      );
    case 'not waiting':
      return notWaiting(answer.runStatus, status ?? 'waiting');
    case 'no end':
      return new AppError(
        'run.state_conflict',
        `A run that is waiting is not reported ${answer.status}: allowed: completed, failed.`,
      );
  }
}

/** A running run may complete, but by its attempt alone. */
function notWaiting(from: RunStatus, to: RunStatus): AppError {
  if (!canMoveRun(from, to)) return illegalMove(from, to);
  return new AppError(
    'run.state_conflict',
    `A run that is ${from} takes no report before its webhook has answered that one will come; allowed: cancelled.`,
  );
}

function toReport(body: RunReportBody): RunReport {
  return {
    status: body.status ?? null,
    result: body.result,
    error: body.error ?? null,
    progress: body.progress ?? null,
    cost: body.cost ?? null,
    qualityScore: body.qualityScore ?? null,
    extendMs: body.extendMs ?? null,
    log: (body.log ?? []).map((entry) =>
      typeof entry === 'string' ? { level: 'info', line: entry } : entry,
    ),
  };
}
