'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { TestResultView } from '@/features/task-wizard/test-result-view';
import { CheckboxField, Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import type { ReceivedRequest } from './inspector.api';
import { useReplayRequestMutation } from './inspector.api';

export interface ReplayDialogProps {
  request: ReceivedRequest;
  receiverUrl: string;
  onClose: () => void;
}

/** Sends a request that was received once more, from the server, and shows what comes back. */
export function ReplayDialog({ request, receiverUrl, onClose }: ReplayDialogProps) {
  const { number, method, path, query } = request;
  const [url, setUrl] = useState(() => new URL(receiverUrl).origin + path + query);
  const [isNew, setNew] = useState(false);
  const [replay, { data, error, isLoading }] = useReplayRequestMutation();
  const problem = error === undefined ? null : problemOf(error);
  return (
    <FormDialog
      wide={data !== undefined}
      onClose={onClose}
      title={`Replay request ${number}`}
      description="The same method, body and content type once more, signed anew with the secret of its task. It is a real request; no run is recorded."
      action={data === undefined ? 'Send it' : 'Send it again'}
      busy={isLoading}
      incomplete={url.trim() === ''}
      problem={problem}
      onSubmit={() => void replay({ number, url: url.trim(), isNew })}
    >
      <Field
        label="URL"
        aside={method}
        hint="Any that webhooks may call; private addresses are guarded as always."
        error={faultOf(problem, 'url')}
      >
        <Input
          type="url"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          className="font-mono"
          autoComplete="off"
        />
      </Field>
      <CheckboxField
        label="With an id of its own"
        hint="A receiver that remembers what it has handled then takes it for a new webhook."
        checked={isNew}
        onChange={(event) => setNew(event.target.checked)}
      />
      <div aria-live="polite">{data !== undefined && !isLoading && <TestResultView result={data} />}</div>
    </FormDialog>
  );
}
