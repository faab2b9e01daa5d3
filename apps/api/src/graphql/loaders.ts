import type { Pool } from '@carillon/db';
import { findLastRuns, findRuns, findTasks, listLastAttempts } from '@carillon/db';
import type { Run, Task, TaskLog } from '@carillon/domain';
import DataLoader from 'dataloader';
import type { ReadsById } from '../gather-by-id.js';
import { gatherById } from '../gather-by-id.js';
import type { ExplainedLog } from '../runs/explained-log.js';
import { explainLog } from '../runs/explained-log.js';

interface AttemptsKey {
  run: Run;
  limit: number;
}

export interface Loaders {
  task: ReadsById<Task>;
  run: ReadsById<Run>;
  lastRun: DataLoader<string, Run | null>;
  /** The newest attempts of a run, the older ones first. */
  attempts: DataLoader<AttemptsKey, ExplainedLog[]>;
}

/** They ask once for all that a level of the answer needs. Nothing is kept: a subscription goes on for long. */
const batchOnly = { cache: false };

export function createLoaders(pool: Pool): Loaders {
  return {
    task: gatherById((ids) => findTasks(pool, ids)),
    run: gatherById((ids) => findRuns(pool, ids)),
    lastRun: new DataLoader(async (taskIds) => {
      const runs = new Map((await findLastRuns(pool, taskIds)).map((run) => [run.taskId, run]));
      return taskIds.map((taskId) => runs.get(taskId) ?? null);
    }, batchOnly),
    attempts: new DataLoader(async (keys) => {
      const limit = Math.max(...keys.map((key) => key.limit));
      const logs = await listLastAttempts(
        pool,
        keys.map(({ run }) => run),
        limit,
      );
      return keys.map((key) => attemptsOf(key, logs));
    }, batchOnly),
  };
}

function attemptsOf({ run, limit }: AttemptsKey, logs: TaskLog[]): ExplainedLog[] {
  return logs
    .filter(({ runId }) => runId === run.id)
    .slice(-limit)
    .map(explainLog);
}
