'use client';

import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { Task } from '@/features/tasks/tasks.api';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { parseJson, writeJson } from '@/ui/exact-json';
import { Field, Input, Textarea } from '@/ui/field';
import { faultOfJson, formatJson } from '@/ui/json-text';
import { notify } from '@/ui/notify';
import type { ReplayInput, RunDetail } from './runs.api';
import { useReplayRunMutation } from './runs.api';

export interface ReplayDialogProps {
  run: RunDetail;
  task: Task | undefined;
  onClose: () => void;
  /** With the id of the new run. */
  onReplayed: (id: string) => void;
}

/** As the API takes bodies. */
const payloadBytesMax = 256 * 1_024;

/** Sends what a run was sent with once more, edited where somebody wants to. What was not touched is left to the run. */
export function ReplayDialog({ run, task, onClose, onReplayed }: ReplayDialogProps) {
  const [replay, { error, isLoading }] = useReplayRunMutation();
  const asSent = writeJson(run.jsonPayload, 2);
  const urlAsSent = run.webhookUrl ?? task?.webhookUrl ?? '';
  const [payload, setPayload] = useState(asSent);
  const [url, setUrl] = useState(urlAsSent);
  const problem = error === undefined ? null : problemOf(error);
  const refused = (path: string): string | null =>
    problem?.fieldErrors.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`))?.message ??
    null;
  const fault =
    payload.trim() === ''
      ? 'Write JSON; null sends nothing but null.'
      : faultOfJson(payload, payloadBytesMax);
  const hasUrlFault = url.trim() === '';

  const send = async (): Promise<void> => {
    if (fault !== null || hasUrlFault) return;
    const edited: ReplayInput = {
      ...(payload !== asSent && { jsonPayload: parseJson(payload) }),
      ...(url.trim() !== urlAsSent && { webhookUrl: url.trim() }),
    };
    const answer = await replay({ id: run.id, ...edited });
    if (answer.data === undefined) return;
    notify('The run is sent once more, as a new run.');
    onReplayed(answer.data.id);
  };

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Replay this run"
      description="It is sent once more as a new run; the task and its schedule stay as they are."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={isLoading}
            disabled={fault !== null || hasUrlFault}
            onClick={() => void send()}
          >
            Replay
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {problem !== null && problem.fieldErrors.length === 0 && (
          <p role="alert" className="bg-danger-soft text-danger rounded-md px-3 py-2">
            {problem.message} {problem.hint}
          </p>
        )}
        <Field label="Address" error={hasUrlFault ? 'An address is needed.' : refused('webhookUrl')}>
          <Input
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            spellCheck={false}
            inputMode="url"
          />
        </Field>
        <Field
          label="Payload"
          error={fault ?? refused('jsonPayload')}
          aside={payload === asSent ? 'as it was sent' : 'edited'}
        >
          <Textarea
            rows={14}
            value={payload}
            onChange={(event) => setPayload(event.target.value)}
            spellCheck={false}
            className="text-xs"
          />
        </Field>
        <div className="flex gap-2">
          <Button
            look="quiet"
            disabled={formatJson(payload) === null}
            onClick={() => setPayload(formatJson(payload) ?? payload)}
          >
            Format
          </Button>
          <Button look="quiet" disabled={payload === asSent} onClick={() => setPayload(asSent)}>
            As it was sent
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
