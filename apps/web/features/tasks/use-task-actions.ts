'use client';

import { useMemo } from 'react';
import { problemOf } from '@/api/problem';
import { runsApi } from '@/features/runs/runs.api';
import { useAppDispatch } from '@/store';
import { notify, notifyProblem } from '@/ui/notify';
import type { ArchiveInput, Task } from './tasks.api';
import { tasksApi } from './tasks.api';

type Named = Pick<Task, 'id' | 'taskName'>;

/** What can be done with one task, each with a word on what became of it. */
export interface TaskActions {
  runNow: (task: Named) => Promise<void>;
  pause: (task: Named) => Promise<void>;
  resume: (task: Named) => Promise<void>;
  retry: (task: Named) => Promise<void>;
  /** Of a task that is not failed, its last failed run alone is tried again. */
  retryFailed: (task: Named & Pick<Task, 'taskStatus'> & { lastRunId: string }) => Promise<void>;
  cancel: (task: Named) => Promise<void>;
  /** Makes its failure count again. */
  withdraw: (task: Named) => Promise<void>;
  archive: (task: Named & Pick<Task, 'taskStatus'>, input?: ArchiveInput) => Promise<void>;
  unarchive: (task: Named) => Promise<void>;
  /** @returns whether it is gone */
  remove: (task: Named) => Promise<boolean>;
}

export function useTaskActions(): TaskActions {
  const dispatch = useAppDispatch();
  return useMemo(() => {
    const { runTask, pauseTask, resumeTask, retryTask, cancelTask, deleteTask } = tasksApi.endpoints;
    const { withdrawAcknowledgement, archiveTask, unarchiveTask } = tasksApi.endpoints;
    const takeBack = (id: string): Promise<boolean> =>
      isDone(dispatch(unarchiveTask.initiate(id, untracked)));
    const resume: TaskActions['resume'] = async ({ id, taskName }) => {
      if (await isDone(dispatch(resumeTask.initiate({ id, missed: 'latest' }, untracked))))
        notify(`${taskName} runs again.`);
    };
    const retry: TaskActions['retry'] = async ({ id, taskName }) => {
      if (await isDone(dispatch(retryTask.initiate(id, untracked))))
        notify(`The last run of ${taskName} is tried again.`);
    };
    return {
      resume,
      retry,
      retryFailed: async (task) => {
        if (task.taskStatus === 'failed') return retry(task);
        if (await isDone(dispatch(runsApi.endpoints.retryRun.initiate(task.lastRunId, untracked))))
          notify(`The last failed run of ${task.taskName} is tried again.`);
      },
      pause: async (task) => {
        const paused = await isDone(dispatch(pauseTask.initiate({ id: task.id }, untracked)));
        if (paused) notify(`${task.taskName} is paused.`, () => void resume(task));
      },
      runNow: async ({ id, taskName }) => {
        if (await isDone(dispatch(runTask.initiate({ id }, untracked)))) notify(`${taskName} is on its way.`);
      },
      cancel: async ({ id, taskName }) => {
        if (await isDone(dispatch(cancelTask.initiate(id, untracked))))
          notify(`The open runs of ${taskName} are cancelled.`);
      },
      withdraw: async ({ id, taskName }) => {
        if (await isDone(dispatch(withdrawAcknowledgement.initiate(id, untracked))))
          notify(`The failure of ${taskName} counts again.`);
      },
      archive: async (task, input = {}) => {
        const { id, taskName, taskStatus } = task;
        const wasStopped = taskStatus === 'paused' || taskStatus === 'failed';
        const undo = async (): Promise<void> => {
          if (!(await takeBack(id))) return;
          if (wasStopped) notify(`${taskName} is back, and paused.`);
          else await resume(task);
        };
        if (await isDone(dispatch(archiveTask.initiate({ id, ...input }, untracked))))
          notify(`${taskName} is archived.`, () => void undo());
      },
      unarchive: async ({ id, taskName }) => {
        if (await takeBack(id)) notify(`${taskName} is back, and paused.`);
      },
      remove: async ({ id, taskName }) => {
        const isGone = await isDone(dispatch(deleteTask.initiate(id, untracked)));
        if (isGone) notify(`${taskName} is deleted.`);
        return isGone;
      },
    };
  }, [dispatch]);
}

/** Nobody asks the store how far it is: what became of it is told here. */
const untracked = { track: false };

async function isDone(answer: { unwrap: () => Promise<unknown> }): Promise<boolean> {
  try {
    await answer.unwrap();
    return true;
  } catch (error) {
    notifyProblem(problemOf(error));
    return false;
  }
}
