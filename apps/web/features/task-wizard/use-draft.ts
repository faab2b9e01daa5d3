import { useCallback, useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Task } from '@/features/tasks/tasks.api';
import { dropDraft, keepDraft } from './draft';
import type { TaskForm } from './task-form';

const afterMs = 300;

/**
 * Keeps what is written, so that a reload, a closed tab or a lost session costs nothing.
 *
 * @returns what drops the draft for good, once it is saved or given up
 */
export function useDraft(name: string, form: UseFormReturn<TaskForm>, base: Task | null): () => void {
  const isOver = useRef(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = (): void => {
      clearTimeout(timer);
      timer = undefined;
      if (!isOver.current) keepDraft(name, { form: form.getValues(), base });
    };
    const subscription = form.watch(() => {
      isOver.current = false;
      timer ??= setTimeout(keep, afterMs);
    });
    const keepWhatIsOpen = (): void => {
      if (timer !== undefined) keep();
    };
    window.addEventListener('pagehide', keepWhatIsOpen);
    return () => {
      window.removeEventListener('pagehide', keepWhatIsOpen);
      keepWhatIsOpen();
      subscription.unsubscribe();
    };
  }, [name, form, base]);
  return useCallback(() => {
    isOver.current = true;
    dropDraft(name);
  }, [name]);
}
