'use client';

import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { Card } from '@/ui/card';
import { summaryOf } from './describe-task';
import type { StepId } from './steps';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';
import { wholeTaskOf } from './task-of-form';

const defaults = wholeTaskOf(emptyForm('UTC'));

/** Beside the steps where there is room: what the task has become so far. */
export function WizardSummary({ onGo }: { onGo: (step: StepId) => void }) {
  return (
    <aside aria-label="Summary" className="hidden xl:block">
      <div className="sticky top-28">
        <Card title="So far">
          <SummaryLines onGo={onGo} />
        </Card>
      </div>
    </aside>
  );
}

export function SummaryLines({ onGo }: { onGo: (step: StepId) => void }) {
  const form = useWatch<TaskForm>() as TaskForm;
  const lines = useMemo(() => summaryOf(form, defaults), [form]);
  return (
    <dl className="flex flex-col gap-2.5">
      {lines.map(({ label, value, step }) => (
        <div key={label} className="min-w-0">
          <dt>
            <button
              type="button"
              onClick={() => onGo(step)}
              className="text-ink-faint hover:text-ink min-h-6 text-xs underline-offset-2 hover:underline"
            >
              {label}
              <span className="sr-only">, change it</span>
            </button>
          </dt>
          <dd className="max-h-40 overflow-auto font-medium break-words whitespace-pre-wrap">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
