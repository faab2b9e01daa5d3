'use client';

import { CircleCheck, Lightbulb } from 'lucide-react';
import type { Attempt } from '@/features/runs/runs.api';
import { CodeBlock } from '@/ui/copy-button';

/** Why an attempt did not succeed, what that means, and what helps. */
export function ErrorTab({ attempt }: { attempt: Attempt | null }) {
  if (attempt === null || (attempt.errorCode === null && attempt.explanation === null)) {
    return (
      <p className="text-ink-soft flex items-center gap-2">
        <CircleCheck aria-hidden size={16} className="text-success" />
        {attempt?.finishedAt == null
          ? 'Nothing has gone wrong so far.'
          : 'Nothing went wrong in this attempt.'}
      </p>
    );
  }
  const { explanation, errorCode, message, httpStatus } = attempt;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="border-danger border-l-2 pl-3">
        <p className="text-danger font-semibold">{explanation?.title ?? errorCode}</p>
        {explanation !== null && <p className="mt-0.5">{explanation.meaning}</p>}
        {explanation !== null && errorCode !== null && (
          <p className="text-ink-faint mt-0.5 font-mono text-xs">{errorCode}</p>
        )}
      </div>
      {explanation !== null && (
        <p className="bg-info-soft flex items-start gap-2 rounded-md px-3 py-2">
          <Lightbulb aria-hidden size={16} className="text-info mt-0.5 shrink-0" />
          <span>{explanation.advice}</span>
        </p>
      )}
      {message !== null && message !== '' && (
        <section aria-label="What was recorded">
          <h3 className="mb-1.5 text-xs font-semibold">
            {httpStatus === null ? 'What was recorded' : 'What the receiver answered'}
          </h3>
          <CodeBlock text={message} label="error message" />
        </section>
      )}
    </div>
  );
}
