'use client';

import { CircleCheck, CircleDashed, X } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import type { Receiver } from '@/features/inspector/inspector.api';
import { useReceiverQuery } from '@/features/inspector/inspector.api';
import { useCreateTaskMutation } from '@/features/tasks/tasks.api';
import { Button, ButtonLink, IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { notify, notifyProblem } from '@/ui/notify';
import type { ChecklistFacts, ChecklistStep } from './checklist';
import { checklistOf } from './checklist';

const key = 'carillon.first-steps-dismissed';

const sampleTask = {
  taskName: 'Sample: every 5 seconds to the dummy webhook',
  taskSchedule: '*/5 * * * * *',
  jsonPayload: { hello: 'from Carillon' },
  maxRetry: 3,
  onFailure: 'continue' as const,
  tags: ['sample'],
};

/** From an empty installation to the first run, in three steps; gone for good when it is dismissed. */
export function FirstSteps(facts: ChecklistFacts) {
  const [isDismissed, setDismissed] = useState(() => localStorage.getItem(key) === '1');
  if (isDismissed) return null;
  const dismiss = (): void => {
    localStorage.setItem(key, '1');
    setDismissed(true);
  };
  const steps = checklistOf(facts);
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Card
      title="First steps"
      note={`${done} of ${steps.length} done`}
      actions={<IconButton label="Dismiss the first steps" icon={<X size={16} />} onClick={dismiss} />}
    >
      <ol className="grid gap-3 md:grid-cols-3">
        {steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
    </Card>
  );
}

function Step({ step }: { step: ChecklistStep }) {
  const { title, words, isDone } = step;
  return (
    <li className="border-line flex items-start gap-3 rounded-md border p-3">
      {isDone ? (
        <CircleCheck aria-label="Done:" size={18} className="text-success mt-0.5 shrink-0" />
      ) : (
        <CircleDashed aria-label="To do:" size={18} className="text-ink-faint mt-0.5 shrink-0" />
      )}
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2">
        <div>
          <p className={classNames('font-medium', isDone && 'text-ink-soft')}>{title}</p>
          <p className="text-ink-faint text-xs">{words}</p>
        </div>
        <StepAction step={step} />
      </div>
    </li>
  );
}

function StepAction({ step: { id, isDone } }: { step: ChecklistStep }) {
  const { may, whyNot } = useRole();
  const [createTask, { isLoading }] = useCreateTaskMutation();
  const receiver = useReceiverQuery(undefined, { skip: id !== 'task' || isDone });
  const webhookUrl = receiver.data?.url ?? null;
  const whyNoReceiver = whyNotSampled(receiver);
  const create = async (): Promise<void> => {
    if (webhookUrl === null) return;
    const { data, error } = await createTask({ ...sampleTask, webhookUrl });
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`${data.taskName} is created; its first run is due within 5 seconds.`);
  };
  if (id === 'services' && !isDone) return <ButtonLink href="/health">See what is missing</ButtonLink>;
  if (id === 'task' && !isDone) {
    return (
      <>
        <Button
          look="primary"
          busy={isLoading}
          disabled={!may('operator') || webhookUrl === null}
          title={whyNot('operator') ?? undefined}
          onClick={() => void create()}
        >
          Create the sample task
        </Button>
        {whyNoReceiver !== null && (
          <p role="status" className="text-ink-soft text-xs">
            {whyNoReceiver}{' '}
            {receiver.error !== undefined && (
              <button type="button" className="font-medium underline" onClick={() => void receiver.refetch()}>
                Try again
              </button>
            )}
          </p>
        )}
      </>
    );
  }
  if (id === 'run' && isDone) return <ButtonLink href="/runs">See the runs</ButtonLink>;
  return null;
}

/** Why there is nothing that the sample task could call; null: there is, or it is not known yet. */
function whyNotSampled({ data, error }: { data?: Receiver | undefined; error?: unknown }): string | null {
  if (data?.url === null) return 'No receiver is built in here: create a task that calls one of yours.';
  if (data !== undefined || error === undefined) return null;
  const { message, requestId } = problemOf(error);
  return `The built-in receiver is not at work: ${message}${requestId === null ? '' : ` (request ${requestId})`}`;
}
