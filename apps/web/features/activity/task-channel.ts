import { useRouter } from 'next/navigation';
import { problemOf } from '@/api/problem';
import { notifyProblem } from '@/ui/notify';
import { useCreateChannelMutation, useLazyChannelsQuery } from './activity.api';

const pattern = /^task-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The channel in which Carillon tells of one task, once it was made. */
const taskChannel = (taskId: string): string => `task-${taskId}`;

/** @returns the id of the task that a channel is about; null: of none */
export function taskOfChannel(name: string): string | null {
  return pattern.exec(name)?.[1] ?? null;
}

/** Leads to the channel of a task, and makes it when there is none yet. */
export function useTaskChannel(): (taskId: string) => Promise<void> {
  const router = useRouter();
  const [readChannels] = useLazyChannelsQuery();
  const [create] = useCreateChannelMutation();
  return async (taskId) => {
    const name = taskChannel(taskId);
    const { data = [] } = await readChannels();
    if (!data.some((channel) => channel.name === name)) {
      const { error } = await create(name);
      if (error !== undefined) return notifyProblem(problemOf(error));
    }
    router.push(`/activity?channel=${name}`);
  };
}
