import type { Task } from '@/features/tasks/tasks.api';
import { formOf } from './form-of-task';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';
import type { WholeTask } from './task-of-form';
import { differenceOf, isSame, wholeTaskOf } from './task-of-form';

export type TaskField = keyof WholeTask;

/** Two changes of the same task. */
export interface Changes {
  before: WholeTask;
  theirs: Partial<WholeTask>;
  mine: Partial<WholeTask>;
  /** What both have changed, and not to the same. */
  contested: TaskField[];
}

export const wholeOf = (task: Task): WholeTask => wholeTaskOf(formOf(task, emptyForm(task.timeZone)));

/** @param base the task from which mine began @param latest the task as it is by now */
export function changesOf(base: Task, latest: Task, form: TaskForm): Changes {
  const before = wholeOf(base);
  const theirs = differenceOf(before, wholeOf(latest));
  const mine = differenceOf(before, wholeTaskOf(form));
  const contested = (Object.keys(mine) as TaskField[]).filter(
    (field) => field in theirs && !isSame(theirs[field], mine[field]),
  );
  return { before, theirs, mine, contested };
}

/** Their task with my changes on it, but for the contested ones that are left to them. */
export function mergedForm(latest: Task, { mine }: Changes, leftToThem: ReadonlySet<TaskField>): TaskForm {
  const kept = Object.fromEntries(
    Object.entries(mine).filter(([field]) => !leftToThem.has(field as TaskField)),
  );
  return formOf({ ...latest, ...kept }, emptyForm(latest.timeZone));
}
