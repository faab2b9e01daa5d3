import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { get } from 'react-hook-form';
import { useQueryState } from '@/features/url/use-query-state';
import type { Refusal } from './error-summary';
import type { FieldName } from './field-facts';
import { stepOfField } from './field-facts';
import { focusField } from './focus-field';
import type { StepId } from './steps';
import { indexOfStep, steps } from './steps';
import type { TaskForm } from './task-form';
import type { Fault } from './task-form-rules';
import { faultsOf } from './task-form-rules';

const nothing: Refusal = { faults: [], others: [] };

export interface Steps {
  step: StepId;
  /** What keeps one from going on; it shrinks as it is mended. */
  refusal: Refusal;
  /** Back at once, on as far as everything before is in order. */
  go: (step: StepId) => Promise<void>;
  goToField: (field: FieldName) => void;
  refuse: (refusal: Refusal) => Promise<void>;
}

/** The step is in the address, so that Back is a step back, and a reload stays where one was. */
export function useSteps(form: UseFormReturn<TaskForm>): Steps {
  const { get: read, set: write } = useQueryState();
  const { id: step } = steps[indexOfStep(read('step'))]!;
  const [refusal, setRefusal] = useState<Refusal>(nothing);
  const wanted = useRef<FieldName | 'heading' | null>(null);

  const show = useCallback(
    (next: StepId) => {
      if (next !== step) write({ step: next === 'target' ? null : next }, 'push');
    },
    [step, write],
  );
  const goToField = (field: FieldName): void => {
    wanted.current = field;
    if (stepOfField(field) === step) focusWanted(wanted);
    else show(stepOfField(field));
  };
  const refuse = async (next: Refusal): Promise<void> => {
    setRefusal(next);
    const [first] = next.faults;
    if (first !== undefined) {
      await form.trigger(next.faults.map(({ field }) => field));
      goToField(first.field);
    }
  };
  const go = async (next: StepId): Promise<void> => {
    const faults = faultsOf(form.getValues()).filter(
      ({ field }) => indexOfStep(stepOfField(field)) < indexOfStep(next),
    );
    const isOnward = indexOfStep(next) > indexOfStep(step);
    if (isOnward && faults.length > 0) return refuse({ faults: ofFirstStep(faults), others: [] });
    if (isOnward) setRefusal(nothing);
    wanted.current = 'heading';
    show(next);
  };

  useEffect(() => focusWanted(wanted), [step]);
  useEnter(form, step, write);
  const shown = {
    ...refusal,
    faults: refusal.faults.filter(({ field }) => get(form.formState.errors, field) !== undefined),
  };
  return { step, refusal: shown, go, goToField, refuse };
}

/** Whoever comes by a link to a later step of an empty form begins where something is missing. */
function useEnter(
  form: UseFormReturn<TaskForm>,
  step: StepId,
  write: ReturnType<typeof useQueryState>['set'],
): void {
  const hasEntered = useRef(false);
  useEffect(() => {
    if (hasEntered.current) return;
    hasEntered.current = true;
    const [first] = faultsOf(form.getValues());
    const missing = first === undefined ? 'review' : stepOfField(first.field);
    if (indexOfStep(missing) < indexOfStep(step)) write({ step: missing === 'target' ? null : missing });
  }, [form, step, write]);
}

const ofFirstStep = (faults: readonly Fault[]): Fault[] =>
  faults.filter(({ field }) => stepOfField(field) === stepOfField(faults[0]!.field));

function focusWanted(wanted: { current: FieldName | 'heading' | null }): void {
  const target = wanted.current;
  wanted.current = null;
  if (target === null) return;
  // What was just shown has to be there first.
  requestAnimationFrame(() => {
    if (target !== 'heading') return focusField(target);
    document.getElementById('step-heading')?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  });
}
