'use client';

import { FormProvider, useWatch } from 'react-hook-form';
import { useRole } from '@/features/session/use-role';
import { Button } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import { Page } from '@/ui/page';
import { LoadingRows } from '@/ui/states';
import { ConflictDialog } from './conflict-dialog';
import { ErrorSummary } from './error-summary';
import { stepOfField } from './field-facts';
import { LeaveGuard } from './leave-guard';
import { StepBar } from './step-bar';
import type { StepId } from './steps';
import { indexOfStep, steps } from './steps';
import { TargetStep } from './target-step';
import type { TaskForm } from './task-form';
import { isSame } from './task-of-form';
import type { Wizard, WizardInput } from './use-wizard';
import { useWizard } from './use-wizard';
import { WizardSummary } from './wizard-summary';

const StepComes = () => <LoadingRows label="Loading the step" />;
const ScheduleStep = onDemand(
  () => import('./schedule-step').then((module) => module.ScheduleStep),
  StepComes,
);
const DeliveryStep = onDemand(
  () => import('./delivery-step').then((module) => module.DeliveryStep),
  StepComes,
);
const ReviewStep = onDemand(() => import('./review-step').then((module) => module.ReviewStep), StepComes);

export interface TaskWizardProps extends WizardInput {
  title: string;
  trail: readonly { label: string; href: string }[];
}

/** Makes a task, or changes one, in four steps that can be walked in any order. */
export function TaskWizard({ title, trail, ...input }: TaskWizardProps) {
  const wizard = useWizard(input);
  const { form, step, refusal, conflict, next } = wizard;
  const go = (to: StepId): void => void wizard.go(to);
  const faulty = new Set(refusal.faults.map(({ field }) => stepOfField(field)));
  return (
    <FormProvider {...form}>
      <Page title={title} trail={trail} actions={<StartAfresh wizard={wizard} />}>
        <Guard wizard={wizard} />
        <div className="grid grid-cols-1 gap-x-6 gap-y-4 xl:grid-cols-[minmax(0,1fr)_19rem]">
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              next();
            }}
            className="flex min-w-0 flex-col gap-4"
          >
            <StepBar step={step} faulty={faulty} onGo={go} />
            <StepHeading step={step} />
            <ErrorSummary refusal={refusal} onGo={wizard.goToField} />
            <CurrentStep wizard={wizard} isEdit={input.task !== null} onGo={go} />
            <Footer wizard={wizard} isEdit={input.task !== null} onBack={go} />
          </form>
          <WizardSummary onGo={go} />
        </div>
        {conflict !== null && (
          <ConflictDialog
            changes={conflict.changes}
            version={conflict.latest.version}
            onClose={wizard.closeConflict}
            onResolve={wizard.resolve}
          />
        )}
      </Page>
    </FormProvider>
  );
}

interface CurrentStepProps {
  wizard: Wizard;
  isEdit: boolean;
  onGo: (step: StepId) => void;
}

function CurrentStep({ wizard, isEdit, onGo }: CurrentStepProps) {
  const { step, base, first, setFirst } = wizard;
  switch (step) {
    case 'target':
      return <TargetStep taskId={base?.id ?? null} />;
    case 'schedule':
      return <ScheduleStep isEdit={isEdit} />;
    case 'delivery':
      return <DeliveryStep />;
    case 'review':
      return <ReviewStep base={base} first={first} onFirst={setFirst} onGo={onGo} />;
  }
}

function useIsDirty(beginning: TaskForm): boolean {
  return !isSame(useWatch<TaskForm>(), beginning);
}

function Guard({ wizard: { beginning, isOver, dropDraft } }: { wizard: Wizard }) {
  const isDirty = useIsDirty(beginning);
  return <LeaveGuard isDirty={isDirty && !isOver} onDiscard={dropDraft} />;
}

function StartAfresh({ wizard: { beginning, isBack, startAfresh } }: { wizard: Wizard }) {
  const isDirty = useIsDirty(beginning);
  if (!isDirty) return null;
  return (
    <>
      <span className="text-ink-faint text-xs">
        {isBack ? 'Your draft is back.' : 'Kept as a draft in this browser.'}
      </span>
      <Button look="quiet" onClick={startAfresh}>
        Start afresh
      </Button>
    </>
  );
}

function StepHeading({ step }: { step: StepId }) {
  const { label, lead } = steps[indexOfStep(step)]!;
  return (
    <div>
      <h2 id="step-heading" tabIndex={-1} className="text-lg font-semibold outline-none">
        {label}
      </h2>
      <p className="text-ink-soft">{lead}</p>
    </div>
  );
}

interface FooterProps {
  wizard: Wizard;
  isEdit: boolean;
  onBack: (step: StepId) => void;
}

function Footer({ wizard: { step, isSaving }, isEdit, onBack }: FooterProps) {
  const { whyNot } = useRole();
  const before = steps[indexOfStep(step) - 1];
  const isLast = step === 'review';
  const forbidden = isLast ? whyNot('operator') : null;
  const words = isLast ? (isEdit ? 'Save the changes' : 'Create task') : 'Next';
  return (
    <div className="flex items-center justify-between gap-3 pb-4">
      {before === undefined ? <span /> : <Button onClick={() => onBack(before.id)}>Back</Button>}
      <Button
        type="submit"
        look="primary"
        busy={isSaving}
        disabled={forbidden !== null}
        title={forbidden ?? undefined}
      >
        {words}
      </Button>
    </div>
  );
}
