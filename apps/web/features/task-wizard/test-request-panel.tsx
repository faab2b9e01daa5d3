'use client';

import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ProblemPanel } from '@/ui/states';
import { fieldId } from './field-facts';
import { faultsOfStep } from './task-form-rules';
import type { TaskForm } from './task-form';
import { wholeTaskOf } from './task-of-form';
import { useTestRequestMutation } from './task-wizard.api';
import { TestResultView } from './test-result-view';

/** Sends what the form says once, as a listener would; no run is recorded. */
export function TestRequestPanel({ taskId }: { taskId: string | null }) {
  const { getValues, trigger } = useFormContext<TaskForm>();
  const { whyNot } = useRole();
  const [send, { data, error, isLoading, reset }] = useTestRequestMutation();
  const running = useRef<ReturnType<typeof send> | null>(null);
  const forbidden = whyNot('operator');

  const test = async (): Promise<void> => {
    const form = getValues();
    const [fault] = faultsOfStep(form, 'target').filter(({ field }) => field !== 'taskName');
    if (fault !== undefined) {
      await trigger(fault.field);
      return document.getElementById(fieldId(fault.field))?.focus();
    }
    const { webhookUrl, httpMethod, httpHeaders, jsonPayload, deliveryOptions, signingSecretId, ...rest } =
      wholeTaskOf(form);
    running.current = send({
      ...(taskId !== null && { taskId }),
      ...(rest.taskName !== '' && { taskName: rest.taskName }),
      ...{ webhookUrl, httpMethod, httpHeaders, jsonPayload, deliveryOptions, signingSecretId },
      successStatus: rest.successStatus.filter(Number.isInteger),
      ...(rest.timeoutMs >= 100 && { timeoutMs: rest.timeoutMs }),
    });
  };
  const stop = (): void => {
    running.current?.abort();
    reset();
  };

  return (
    <Card
      title="Try it"
      note="Sends the request once, now. It is a real one; no run is recorded."
      actions={
        <>
          {isLoading && <Button onClick={stop}>Stop waiting</Button>}
          <Button
            icon={<Send size={14} />}
            busy={isLoading}
            disabled={forbidden !== null}
            title={forbidden ?? undefined}
            onClick={() => void test()}
          >
            Send test request
          </Button>
        </>
      }
    >
      <div aria-live="polite">
        {isLoading && <Waiting />}
        {error !== undefined && !isLoading && <ProblemPanel problem={problemOf(error)} />}
        {data !== undefined && !isLoading && <TestResultView result={data} />}
        {data === undefined && error === undefined && !isLoading && (
          <p className="text-ink-faint">
            What is sent and what comes back is shown here, with the time that each part took.
          </p>
        )}
      </div>
    </Card>
  );
}

function Waiting() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const startedAt = performance.now();
    const timer = setInterval(() => setSeconds((performance.now() - startedAt) / 1_000), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="text-ink-soft">
      Sent; waiting for the response …{' '}
      <span aria-hidden className="tabular">
        {seconds.toFixed(1)} s
      </span>
    </p>
  );
}
