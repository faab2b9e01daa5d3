import type { Pool } from '@carillon/db';
import { findLastRuns, findRuns, findTasks, listLastAttempts } from '@carillon/db';
import type { Run, Task, TaskLog } from '@carillon/domain';
import DataLoader from 'dataloader';
import type { ExplainedLog } from '../runs/explained-log.js';
import { explainLog } from '../runs/explained-log.js';

interface AttemptsKey {
  run: Run;
  limit: number;
}

export interface Loaders {
  task: DataLoader<string, Task | null>;
  run: DataLoader<string, Run | null>;
  lastRun: DataLoader<string, Run | null>;
  /** The newest attempts of a run, the older ones first. */
  attempts: DataLoader<AttemptsKey, ExplainedLog[]>;
}

/** They ask once for all that a level of the answer needs. Nothing is kept: a subscription goes on for long. */
const batchOnly = { cache: false };

export function createLoaders(pool: Pool): Loaders {
  return {
    task: new DataLoader(async (ids) => {
      const tasks = new Map((await findTasks(pool, ids)).map((task) => [task.id, task]));
      return ids.map((id) => tasks.get(id) ?? null);
    }, batchOnly),
    run: new DataLoader(async (ids) => {
      const runs = new Map((await findRuns(pool, ids)).map((run) => [run.id, run]));
      return ids.map((id) => runs.get(id) ?? null);
    }, batchOnly),
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
