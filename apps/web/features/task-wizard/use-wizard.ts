import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useForm } from 'react-hook-form';
import type { Task } from '@/features/tasks/tasks.api';
import { notify } from '@/ui/notify';
import type { Draft } from './draft';
import { readDraft } from './draft';
import type { FirstMoments } from './first-moments';
import { usualFirstMoments } from './first-moments';
import { formOf } from './form-of-task';
import type { TaskField } from './merge-changes';
import { mergedForm } from './merge-changes';
import { indexOfStep, steps } from './steps';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';
import { faultsOf } from './task-form-rules';
import { useDraft } from './use-draft';
import type { Saved } from './use-save-task';
import { useSaveTask } from './use-save-task';
import { useServerFaults } from './use-server-faults';
import type { Steps } from './use-steps';
import { useSteps } from './use-steps';

export interface WizardInput {
  /** Under which what is written is kept. */
  draftName: string;
  /** What the form begins with. */
  start: TaskForm;
  /** The task that is changed; null: a new one is made. */
  task: Task | null;
}

export interface Wizard extends Omit<Steps, 'refuse'> {
  form: UseFormReturn<TaskForm>;
  /** The task that a change is held against; null: a new one is made. */
  base: Task | null;
  /** The form as nothing of it is written. */
  beginning: TaskForm;
  /** Whether the form began with what was written before. */
  isBack: boolean;
  isSaving: boolean;
  /** Whether it is saved, and the page about to go. */
  isOver: boolean;
  first: FirstMoments;
  setFirst: (first: FirstMoments) => void;
  conflict: Extract<Saved, { kind: 'conflict' }> | null;
  closeConflict: () => void;
  resolve: (leftToThem: ReadonlySet<TaskField>) => void;
  /** One step on; from the last one it saves. */
  next: () => void;
  startAfresh: () => void;
  dropDraft: () => void;
}

/** Everything that the wizard knows and does; the components show it. */
export function useWizard({ draftName, start, task }: WizardInput): Wizard {
  const router = useRouter();
  const [restored] = useState<Draft | null>(() => readDraft(draftName, start));
  const [base, setBase] = useState(restored?.base ?? task);
  const [first, setFirst] = useState(usualFirstMoments);
  const [conflict, setConflict] = useState<Extract<Saved, { kind: 'conflict' }> | null>(null);
  const server = useServerFaults();
  const form = useForm<TaskForm>({
    defaultValues: restored?.form ?? start,
    resolver: server.resolver,
    mode: 'onTouched',
  });
  const dropDraft = useDraft(draftName, form, base);
  const { step, refusal, go, goToField, refuse } = useSteps(form);
  const { isSaving, create, update } = useSaveTask(task?.id ?? null);
  const [isOver, setOver] = useState(false);
  const beginning = base === null ? start : formOf(base, emptyForm(base.timeZone));

  const settle = async (saved: Saved): Promise<void> => {
    if (saved.kind === 'conflict') return setConflict(saved);
    if (saved.kind === 'saved') {
      dropDraft();
      setOver(true);
      notify(`“${saved.task.taskName}” is ${task === null ? 'created' : 'saved'}.`);
      return router.push(`/tasks/${saved.task.id}`);
    }
    const { problem } = saved;
    const { faults, others } = server.take(problem, form.getValues());
    const whole = [problem.message, problem.hint, problem.requestId && `Request ${problem.requestId}.`];
    await refuse({ faults, others: faults.length > 0 ? others : [whole.filter(Boolean).join(' ')] });
  };
  const save = async (from = base): Promise<void> => {
    server.drop();
    const faults = faultsOf(form.getValues());
    if (faults.length > 0) return refuse({ faults, others: [] });
    const values = form.getValues();
    await settle(await (from === null ? create(values, first) : update(from, values)));
  };
  const resolve = (leftToThem: ReadonlySet<TaskField>): void => {
    if (conflict === null) return;
    form.reset(mergedForm(conflict.latest, conflict.changes, leftToThem));
    setBase(conflict.latest);
    setConflict(null);
    void save(conflict.latest);
  };
  const next = (): void => {
    server.drop();
    const following = steps[indexOfStep(step) + 1];
    void (following === undefined ? save() : go(following.id));
  };
  const startAfresh = (): void => {
    form.reset(task === null ? start : formOf(task, emptyForm(task.timeZone)));
    setBase(task);
    dropDraft();
    void go('target');
  };
  return {
    ...{ form, base, beginning, step, refusal, go, goToField, next, startAfresh, dropDraft },
    ...{ isSaving, isOver, first, setFirst, conflict, resolve },
    isBack: restored !== null,
    closeConflict: () => setConflict(null),
  };
}
