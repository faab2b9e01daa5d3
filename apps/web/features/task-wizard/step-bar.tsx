'use client';

import { Check } from 'lucide-react';
import { classNames } from '@/ui/class-names';
import type { StepId } from './steps';
import { indexOfStep, steps } from './steps';

export interface StepBarProps {
  step: StepId;
  /** Steps with a fault that is shown. */
  faulty: ReadonlySet<StepId>;
  onGo: (step: StepId) => void;
}

/** Where one is; back is always free, and on goes as far as the steps between are in order. */
export function StepBar({ step, faulty, onGo }: StepBarProps) {
  const current = indexOfStep(step);
  return (
    <nav
      aria-label="Steps"
      className="border-line bg-canvas sticky top-12 z-20 -mx-4 border-b px-4 py-2 md:mx-0 md:rounded-lg md:border md:px-3"
    >
      <ol className="flex items-center gap-1 sm:gap-2">
        {steps.map(({ id, label }, index) => (
          <li key={id} className="flex min-w-0 flex-1 items-center">
            <button
              type="button"
              aria-current={id === step ? 'step' : undefined}
              onClick={() => onGo(id)}
              className={classNames(
                'flex h-9 w-full min-w-0 items-center justify-center gap-2 rounded-md px-1 font-medium sm:justify-start sm:px-2',
                id === step ? 'bg-accent-soft text-ink' : 'text-ink-soft hover:bg-sunken',
              )}
            >
              <span
                aria-hidden
                className={classNames(
                  'flex size-5.5 shrink-0 items-center justify-center rounded-full text-xs',
                  faulty.has(id) && 'bg-danger text-surface',
                  !faulty.has(id) &&
                    (index <= current ? 'bg-accent text-accent-ink' : 'bg-sunken text-ink-soft'),
                )}
              >
                {faulty.has(id) ? '!' : index < current ? <Check size={12} /> : index + 1}
              </span>
              <span className={classNames('truncate', id === step ? 'inline' : 'max-sm:sr-only')}>
                {label}
              </span>
              {faulty.has(id) && <span className="sr-only">, something is wrong</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
