import type { Task, TaskPage } from './tasks.api';

interface Read {
  api: { queries: Record<string, { endpointName?: string; data?: unknown } | undefined> };
}

/** Tasks as the lists that were read hold them, in the order of their ids here; those in no list are left out. */
export function shownTasks(state: Read, ids: readonly string[]): Task[] {
  const newest = new Map<string, Task>();
  for (const query of Object.values(state.api.queries)) {
    for (const task of tasksOf(query)) {
      if ((newest.get(task.id)?.version ?? 0) <= task.version) newest.set(task.id, task);
    }
  }
  return ids.flatMap((id) => newest.get(id) ?? []);
}

function tasksOf(query: Read['api']['queries'][string]): readonly Task[] {
  if (query?.data === undefined) return [];
  if (query.endpointName === 'changedTasks') return query.data as Task[];
  if (query.endpointName !== 'taskPages') return [];
  return (query.data as { pages: TaskPage[] }).pages.flatMap(({ items }) => items);
}
