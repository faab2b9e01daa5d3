import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import type { Task } from '@/features/tasks/tasks.api';
import {
  useCreateTaskMutation,
  useRunTaskMutation,
  useTaskQuery,
  useUpdateTaskMutation,
} from '@/features/tasks/tasks.api';
import { notifyProblem } from '@/ui/notify';
import type { FirstMoments } from './first-moments';
import { pauseOf } from './first-moments';
import type { Changes } from './merge-changes';
import { changesOf, wholeOf } from './merge-changes';
import type { TaskForm } from './task-form';
import { differenceOf, newTaskOf, wholeTaskOf } from './task-of-form';

export type Saved =
  | { kind: 'saved'; task: Task }
  | { kind: 'refused'; problem: Problem }
  /** Somebody was faster. */
  | { kind: 'conflict'; latest: Task; changes: Changes };

export interface SaveTask {
  isSaving: boolean;
  create: (form: TaskForm, first: FirstMoments) => Promise<Saved>;
  update: (base: Task, form: TaskForm) => Promise<Saved>;
}

/** @param id of the task that is changed; null: none */
export function useSaveTask(id: string | null): SaveTask {
  const [createTask] = useCreateTaskMutation();
  const [updateTask] = useUpdateTaskMutation();
  const [runTask] = useRunTaskMutation();
  const { refetch } = useTaskQuery(id ?? '', { skip: id === null });
  const [isSaving, setSaving] = useState(false);
  const whileSaving = async (save: () => Promise<Saved>): Promise<Saved> => {
    setSaving(true);
    const saved = await save();
    // It stays busy until the page has gone: a second press would make a second task.
    if (saved.kind !== 'saved') setSaving(false);
    return saved;
  };

  const create = async (form: TaskForm, first: FirstMoments): Promise<Saved> => {
    const { data: task, error } = await createTask({ ...newTaskOf(form), ...pauseOf(first) });
    if (task === undefined) return { kind: 'refused', problem: problemOf(error) };
    if (first.runsAtOnce && form.plan.kind !== 'now') {
      const run = await runTask({ id: task.id });
      if (run.error !== undefined) notifyProblem(problemOf(run.error));
    }
    return { kind: 'saved', task };
  };
  const update = async (base: Task, form: TaskForm): Promise<Saved> => {
    const change = differenceOf(wholeOf(base), wholeTaskOf(form));
    if (Object.keys(change).length === 0) return { kind: 'saved', task: base };
    const { data: task, error } = await updateTask({ id: base.id, version: base.version, change });
    if (task !== undefined) return { kind: 'saved', task };
    const problem = problemOf(error);
    const { data: latest } = problem.status === 412 ? await refetch() : {};
    if (latest === undefined) return { kind: 'refused', problem };
    const changes = changesOf(base, latest, form);
    // It was only paused or resumed: nothing that this change could undo.
    if (Object.keys(changes.theirs).length === 0) return update(latest, form);
    return { kind: 'conflict', latest, changes };
  };
  return {
    isSaving,
    create: (form, first) => whileSaving(() => create(form, first)),
    update: (base, form) => whileSaving(() => update(base, form)),
  };
}
