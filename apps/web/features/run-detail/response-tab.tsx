'use client';

import type { Attempt } from '@/features/runs/runs.api';
import { formatDuration, formatNumber } from '@/features/time/format-time';
import { Badge } from '@/ui/badge';
import { JsonView } from '@/ui/json-view';
import { KeyValues } from '@/ui/key-values';

/** What came back: status, headers, and the body with every digit of it. */
export function ResponseTab({ attempt, isResult }: { attempt: Attempt | null; isResult: boolean }) {
  if (attempt === null) return <p className="text-ink-soft">Nothing was sent yet.</p>;
  if (attempt.httpStatus === null) {
    return (
      <p className="text-ink-soft">
        {attempt.finishedAt === null
          ? 'The request is under way; there is no response yet.'
          : 'There was no response. What happened stands under Error.'}
      </p>
    );
  }
  const { httpStatus, responseHeaders, executionTime, message } = attempt;
  const isGood = httpStatus >= 200 && httpStatus < 300;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={isGood ? 'success' : 'danger'}>HTTP {httpStatus}</Badge>
        {executionTime !== null && (
          <span className="text-ink-soft">after {formatDuration(executionTime)}</span>
        )}
      </p>
      {responseHeaders !== null && Object.keys(responseHeaders).length > 0 && (
        <section aria-label="Response headers">
          <h3 className="mb-1.5 text-xs font-semibold">Headers</h3>
          <KeyValues
            mono
            items={Object.entries(responseHeaders).map(([name, value]) => ({ name, value: String(value) }))}
          />
        </section>
      )}
      <Body message={message} isCut={attempt.messageTruncated} isResult={isResult} />
    </div>
  );
}

interface BodyProps {
  message: string | null;
  isCut: boolean;
  isResult: boolean;
}

function Body({ message, isCut, isResult }: BodyProps) {
  const testId = isResult ? { 'data-testid': 'task-result' } : {};
  if (message === null || message === '') {
    return (
      <p className="text-ink-soft" {...testId}>
        The body is empty.
      </p>
    );
  }
  const bytes = new TextEncoder().encode(message).length;
  return (
    <section aria-label="Response body" {...testId}>
      <h3 className="mb-1.5 flex flex-wrap items-center gap-2 text-xs font-semibold">
        Body
        <span className="text-ink-faint font-normal">{formatNumber(bytes)} bytes</span>
        {isCut && (
          <Badge tone="warning" title="Longer answers are kept up to 16 kB">
            Cut: the rest was not kept
          </Badge>
        )}
      </h3>
      <JsonView text={message} label="Response body" />
    </section>
  );
}
