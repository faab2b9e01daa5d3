'use client';

import { Ban, Braces, Copy, Ellipsis, RefreshCw, RotateCw, Terminal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { effectiveRequest, toCurl } from '@/features/request/effective-request';
import type { Run, RunDetail } from '@/features/runs/runs.api';
import { useCancelRunMutation, useRetryRunMutation } from '@/features/runs/runs.api';
import { useRole } from '@/features/session/use-role';
import type { Task } from '@/features/tasks/tasks.api';
import { Button, IconButton } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { Menu } from '@/ui/menu';
import { notify, notifyProblem } from '@/ui/notify';
import { ReplayDialog } from './replay-dialog';
import { isOpen, whyNoRetry } from './run-words';

/** What can be done with a run: tried again, sent once more, cancelled, copied. */
export function RunActions({ run, task }: { run: RunDetail; task: Task | undefined }) {
  const { whyNot } = useRole();
  const router = useRouter();
  const [retry, { isLoading: isRetrying }] = useRetryRunMutation();
  const [asks, setAsks] = useState<'cancel' | 'replay' | null>(null);
  const mayNot = whyNot('operator');
  const noRetry = mayNot ?? whyNoRetry(run);
  const goTo = (id: string): void => router.push(`/runs/${id}`);

  const retryNow = async (): Promise<void> => {
    const answer = await retry(run.id);
    if (answer.error !== undefined) return notifyProblem(problemOf(answer.error));
    notify('The run is tried again, as a new run.');
    goTo((answer.data as Run).id);
  };

  return (
    <>
      <Button
        icon={<RotateCw size={14} />}
        busy={isRetrying}
        disabled={noRetry !== null}
        title={noRetry ?? undefined}
        onClick={() => void retryNow()}
      >
        Retry now
      </Button>
      <Button
        icon={<RefreshCw size={14} />}
        disabled={mayNot !== null}
        title={mayNot ?? undefined}
        onClick={() => setAsks('replay')}
      >
        Replay …
      </Button>
      {isOpen(run) && (
        <Button
          look="danger"
          icon={<Ban size={14} />}
          disabled={mayNot !== null}
          title={mayNot ?? undefined}
          onClick={() => setAsks('cancel')}
        >
          Cancel
        </Button>
      )}
      <CopyMenu run={run} task={task} />
      {asks === 'replay' && (
        <ReplayDialog run={run} task={task} onClose={() => setAsks(null)} onReplayed={goTo} />
      )}
      {asks === 'cancel' && <CancelDialog run={run} task={task} onClose={() => setAsks(null)} />}
    </>
  );
}

interface CancelDialogProps {
  run: RunDetail;
  task: Task | undefined;
  onClose: () => void;
}

function CancelDialog({ run, task, onClose }: CancelDialogProps) {
  const [cancel, { isLoading }] = useCancelRunMutation();
  const confirm = async (): Promise<void> => {
    const answer = await cancel(run.id);
    if (answer.error === undefined) notify('The run is cancelled.');
    else notifyProblem(problemOf(answer.error));
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Cancel this run of “${task?.taskName ?? 'the task'}”?`}
      description={
        run.runStatus === 'running'
          ? 'Its request may have reached the receiver already; what comes of it is not waited for.'
          : 'It is not sent any more. The schedule of the task stays as it is.'
      }
      action="Cancel 1 run"
      busy={isLoading}
      onConfirm={() => void confirm()}
    />
  );
}

function CopyMenu({ run, task }: { run: RunDetail; task: Task | undefined }) {
  const copy = (text: string, what: string) => (): void => {
    void navigator.clipboard.writeText(text).then(() => notify(`${what} is copied.`));
  };
  const { webhookUrl, jsonPayload, id } = run;
  return (
    <Menu
      trigger={<IconButton look="plain" label="More of this run" icon={<Ellipsis size={16} />} />}
      groups={[
        [
          ...(task === undefined
            ? []
            : [
                {
                  label: 'Copy as curl',
                  icon: <Terminal size={14} />,
                  onSelect: copy(
                    toCurl(effectiveRequest(task, { webhookUrl, jsonPayload, runId: id })),
                    'The command',
                  ),
                },
              ]),
          {
            label: 'Copy as JSON',
            icon: <Braces size={14} />,
            onSelect: copy(JSON.stringify(run, null, 2), 'The run'),
          },
          { label: 'Copy the id', icon: <Copy size={14} />, onSelect: copy(id, 'The id') },
        ],
      ]}
    />
  );
}
