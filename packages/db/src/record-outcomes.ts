import type { WaitingAttempt } from './await-callbacks.queries.js';
import { awaitCallbacks } from './await-callbacks.queries.js';
import type { Pool } from './connect.js';
import { inTransaction } from './connect.js';
import type { FinishedAttempt } from './finish.queries.js';
import { finishRuns } from './finish.queries.js';
import type { TaskState } from './latest-states.queries.js';
import { asksForAnything, grantWishes } from './wishes.queries.js';

/** What is to be recorded of an attempt: its end, or that its receiver goes on by itself. */
export type AttemptOutcome = FinishedAttempt | WaitingAttempt;

export interface RecordedOutcomes {
  /** The ids of the runs whose fence held; the others were taken away meanwhile, and nothing of them changed. */
  recorded: Set<string>;
  /** The tasks that receivers had paused. */
  stoppedTasks: TaskState[];
}

/**
 * Records what came of attempts and what their receivers asked for: nearly always one statement, and where anything
 * was asked one transaction.
 */
export async function recordOutcomes(pool: Pool, outcomes: AttemptOutcome[]): Promise<RecordedOutcomes> {
  const finished = outcomes.filter(isFinished);
  const asking = outcomes.filter(({ wishes }) => asksForAnything(wishes));
  if (asking.length === 0 && finished.length === outcomes.length) {
    return { recorded: await finishRuns(pool, finished), stoppedTasks: [] };
  }
  return inTransaction(pool, async (transaction) => {
    const recorded = await finishRuns(transaction, finished);
    for (const id of await awaitCallbacks(transaction, outcomes.filter(isWaiting))) recorded.add(id);
    const stoppedTasks = await grantWishes(
      transaction,
      asking.filter(({ id }) => recorded.has(id)),
    );
    return { recorded, stoppedTasks };
  });
}

function isWaiting(outcome: AttemptOutcome): outcome is WaitingAttempt {
  return outcome.runStatus === 'waiting';
}

function isFinished(outcome: AttemptOutcome): outcome is FinishedAttempt {
  return !isWaiting(outcome);
}
