import type { Task, TaskPage } from './tasks.api';

interface Cached {
  api: { queries: Record<string, { endpointName?: string; originalArgs?: unknown } | undefined> };
}

/** How `tasksApi.util.updateQueryData` is called here; given by tasks.api.ts, which uses this. */
export interface Patches {
  pages: (args: unknown, change: (data: { pages: TaskPage[] }) => void) => unknown;
  task: (id: string, change: (task: Task) => void) => unknown;
}

/**
 * Changes a task wherever it is shown, before the server has answered.
 *
 * @param change null takes it out of the lists
 * @returns what puts it back
 */
export function patchTask(
  { dispatch, getState }: { dispatch: unknown; getState: () => unknown },
  patches: Patches,
  { id, change }: { id: string; change: ((task: Task) => void) | null },
): () => void {
  const send = dispatch as (action: unknown) => { undo: () => void };
  const { queries } = (getState() as Cached).api;
  const inPages = ({ pages }: { pages: TaskPage[] }): void => {
    for (const page of pages) {
      const index = page.items.findIndex((task) => task.id === id);
      if (index === -1) continue;
      if (change === null) page.items.splice(index, 1);
      else change(page.items[index]!);
    }
  };
  const done = Object.values(queries)
    .filter((query) => query?.endpointName === 'taskPages')
    .map((query) => send(patches.pages(query?.originalArgs, inPages)));
  if (change !== null) done.push(send(patches.task(id, change)));
  return () => done.forEach(({ undo }) => undo());
}
