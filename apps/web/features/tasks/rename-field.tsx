'use client';

import { Check, X } from 'lucide-react';
import type { FormEvent, KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { IconButton } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { inputShape } from '@/ui/input-shape';
import type { Task } from './tasks.api';
import { useUpdateTaskMutation } from './tasks.api';

/** A menu that was left gives the focus back to its button; this comes after. */
const afterMenuMs = 50;

export interface RenameFieldProps {
  task: Task;
  /** Whether it has one line only. */
  isCompact?: boolean;
  onDone: () => void;
}

/** A row keeps its height: the field and its buttons are as high as what stands there otherwise. */
const lineHeight = 'h-6!';

/**
 * The name of a task where it stands, to be written anew: Enter saves it and shows it at once, Escape leaves it as it
 * was. A name that is refused is back in its field, with the reason.
 */
export function RenameField({ task, isCompact = false, onDone }: RenameFieldProps) {
  const id = useId();
  const [name, setName] = useState(task.taskName);
  const { save, isSaving, fault } = useRename(task);
  const input = useFocus(isSaving);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await save(name.trim())) onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDone();
  };
  return (
    <>
      {isSaving && <div className="truncate font-medium">{name.trim()}</div>}
      <form hidden={isSaving} onSubmit={(event) => void submit(event)} className="min-w-0">
        <div className={classNames('flex items-center', !isCompact && 'flex-wrap')}>
          <input
            ref={input}
            value={name}
            onChange={({ target }) => setName(target.value)}
            onKeyDown={onKeyDown}
            aria-label={`New name of ${task.taskName}`}
            aria-invalid={fault !== null || undefined}
            aria-describedby={fault === null ? undefined : id}
            autoComplete="off"
            className={classNames(
              inputShape,
              lineHeight,
              'flex-1 px-1.5! font-medium',
              !isCompact && 'basis-full',
            )}
          />
          <IconButton
            type="submit"
            className={classNames(lineHeight, 'w-6!')}
            label="Save the name"
            icon={<Check size={14} />}
          />
          <IconButton
            className={classNames(lineHeight, 'w-6!')}
            label="Leave the name as it is"
            icon={<X size={14} />}
            onClick={onDone}
          />
        </div>
        {fault !== null && (
          <p id={id} role="alert" className="text-danger py-1 text-xs font-medium whitespace-normal">
            {fault}
          </p>
        )}
      </form>
    </>
  );
}

/** While it is saved, the field is hidden, and nothing has the focus. */
function useFocus(isSaving: boolean) {
  const input = useRef<HTMLInputElement>(null);
  const hasSaved = useRef(false);
  useEffect(() => {
    if (!isSaving && hasSaved.current) input.current?.focus();
    hasSaved.current = isSaving;
  }, [isSaving]);
  useEffect(() => {
    const focus = (): void => {
      if (document.activeElement !== input.current) input.current?.select();
      input.current?.focus();
    };
    focus();
    const timer = setTimeout(focus, afterMenuMs);
    return () => clearTimeout(timer);
  }, []);
  return input;
}

/** Saves over the task as it was when one began; after a refusal, as it is by then. */
function useRename(task: Task) {
  const [seen, setSeen] = useState<number | null>(task.version);
  const [fault, setFault] = useState<string | null>(null);
  const [update, { isLoading }] = useUpdateTaskMutation();
  const save = async (taskName: string): Promise<boolean> => {
    if (taskName === task.taskName) return true;
    if (taskName === '') {
      setFault('A task needs a name.');
      return false;
    }
    const { error } = await update({ id: task.id, version: seen ?? task.version, change: { taskName } });
    if (error === undefined) return true;
    const problem = problemOf(error);
    setSeen(null);
    setFault(
      problem.code === 'task.version_conflict'
        ? 'Somebody has changed the task meanwhile. Enter saves your name all the same.'
        : (nameFault(faultOf(problem, 'taskName')) ?? problem.message),
    );
    return false;
  };
  return { save, isSaving: isLoading, fault };
}

/** The server says it without its subject. */
const nameFault = (fault: string | null): string | null => (fault === null ? null : `The name ${fault}.`);
