'use client';

import { useMemo } from 'react';
import { problemOf } from '@/api/problem';
import { notify, notifyProblem } from '@/ui/notify';
import type { Task } from './tasks.api';
import {
  useCancelTaskMutation,
  useDeleteTaskMutation,
  usePauseTaskMutation,
  useResumeTaskMutation,
  useRetryTaskMutation,
  useRunTaskMutation,
} from './tasks.api';

type Named = Pick<Task, 'id' | 'taskName'>;

/** What can be done with one task, each with a word on what became of it. */
export interface TaskActions {
  runNow: (task: Named) => Promise<void>;
  pause: (task: Named) => Promise<void>;
  resume: (task: Named) => Promise<void>;
  retry: (task: Named) => Promise<void>;
  cancel: (task: Named) => Promise<void>;
  /** @returns whether it is gone */
  remove: (task: Named) => Promise<boolean>;
}

export function useTaskActions(): TaskActions {
  const [runTask] = useRunTaskMutation();
  const [pauseTask] = usePauseTaskMutation();
  const [resumeTask] = useResumeTaskMutation();
  const [retryTask] = useRetryTaskMutation();
  const [cancelTask] = useCancelTaskMutation();
  const [deleteTask] = useDeleteTaskMutation();
  return useMemo(() => {
    const resume: TaskActions['resume'] = async ({ id, taskName }) => {
      if (await isDone(resumeTask({ id, missed: 'latest' }))) notify(`${taskName} runs again.`);
    };
    return {
      resume,
      pause: async (task) => {
        const paused = await isDone(pauseTask({ id: task.id }));
        if (paused) notify(`${task.taskName} is paused.`, () => void resume(task));
      },
      runNow: async ({ id, taskName }) => {
        if (await isDone(runTask({ id }))) notify(`${taskName} is on its way.`);
      },
      retry: async ({ id, taskName }) => {
        if (await isDone(retryTask(id))) notify(`The last run of ${taskName} is tried again.`);
      },
      cancel: async ({ id, taskName }) => {
        if (await isDone(cancelTask(id))) notify(`The open runs of ${taskName} are cancelled.`);
      },
      remove: async ({ id, taskName }) => {
        const isGone = await isDone(deleteTask(id));
        if (isGone) notify(`${taskName} is deleted.`);
        return isGone;
      },
    };
  }, [runTask, pauseTask, resumeTask, retryTask, cancelTask, deleteTask]);
}

async function isDone(answer: { unwrap: () => Promise<unknown> }): Promise<boolean> {
  try {
    await answer.unwrap();
    return true;
  } catch (error) {
    notifyProblem(problemOf(error));
    return false;
  }
}
