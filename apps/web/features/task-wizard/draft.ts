import type { Task } from '@/features/tasks/tasks.api';
import type { TaskForm } from './task-form';

/** What somebody was writing, and for a change the task as it was when they began. */
export interface Draft {
  form: TaskForm;
  base: Task | null;
}

/** Of drafts whose form had other fields. */
const version = 1;

const keyOf = (name: string): string => `carillon.draft.${name}`;

/**
 * @param empty what a field is that the draft does not have
 * @returns null where there is none, or none that can be read
 */
export function readDraft(name: string, empty: TaskForm): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null') as
      (Draft & { version: number }) | null;
    if (kept?.version !== version) return null;
    return { form: { ...empty, ...kept.form }, base: kept.base };
  } catch {
    return null;
  }
}

export function keepDraft(name: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify({ version, ...draft }));
  } catch {
    // A browser that keeps nothing: the draft lasts as long as the page.
  }
}

export function dropDraft(name: string): void {
  try {
    localStorage.removeItem(keyOf(name));
  } catch {
    // There was none.
  }
}
