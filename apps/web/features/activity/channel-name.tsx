'use client';

import { useTaskQuery } from '@/features/tasks/tasks.api';
import { taskOfChannel } from './task-channel';

/** What a channel is called: one of a task, as the task is. */
export function ChannelName({ name }: { name: string }) {
  const taskId = taskOfChannel(name);
  return taskId === null ? name : <TaskName id={taskId} />;
}

function TaskName({ id }: { id: string }) {
  const { data, error } = useTaskQuery(id);
  if (data !== undefined) return data.taskName;
  return error === undefined ? 'A task' : 'A deleted task';
}
