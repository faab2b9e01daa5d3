'use client';

import {
  Ban,
  Braces,
  Copy,
  Ellipsis,
  Inspect,
  RefreshCw,
  RotateCw,
  SquareTerminal,
  Terminal,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { sendAgainCommand } from '@/features/command-line/run-commands';
import { useReceiverQuery } from '@/features/inspector/inspector.api';
import { inspectorHref } from '@/features/inspector/links';
import { effectiveRequest, toCurl } from '@/features/request/effective-request';
import type { RunQuestion } from '@/features/runs/run-questions';
import { RunQuestions } from '@/features/runs/run-questions';
import type { RunDetail } from '@/features/runs/runs.api';
import { isOpen, useRunActions, whyNoRetry } from '@/features/runs/use-run-actions';
import { useRole } from '@/features/session/use-role';
import type { Task } from '@/features/tasks/tasks.api';
import { Button, IconButton } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { writeJson } from '@/ui/exact-json';
import { Menu } from '@/ui/menu';

export interface RunActionsProps {
  run: RunDetail;
  task: Task | undefined;
  /** A run was made of this one; default: to its page. */
  onNew?: (id: string) => void;
}

/** What can be done with a run: tried again, sent once more, cancelled, copied. */
export function RunActions({ run, task, onNew }: RunActionsProps) {
  const { whyNot } = useRole();
  const router = useRouter();
  const { retry, isRetrying } = useRunActions();
  const [question, setQuestion] = useState<RunQuestion | null>(null);
  const mayNot = whyNot('operator');
  const noRetry = mayNot ?? whyNoRetry(run);
  const goTo = onNew ?? ((id: string): void => router.push(`/runs/${id}`));

  const retryNow = async (): Promise<void> => {
    const id = await retry(run);
    if (id !== null) goTo(id);
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
        onClick={() => setQuestion({ about: 'replay', run })}
      >
        Replay …
      </Button>
      {isOpen(run) && (
        <Button
          look="danger"
          icon={<Ban size={14} />}
          disabled={mayNot !== null}
          title={mayNot ?? undefined}
          onClick={() => setQuestion({ about: 'cancel', run })}
        >
          Cancel
        </Button>
      )}
      <MoreMenu run={run} task={task} />
      <RunQuestions question={question} onClose={() => setQuestion(null)} onReplayed={goTo} />
    </>
  );
}

function MoreMenu({ run, task }: { run: RunDetail; task: Task | undefined }) {
  const copy = (text: string, what: string) => (): void => {
    void copyText(text, `${what} is copied.`);
  };
  const router = useRouter();
  // Where the receiver is, is asked once somebody comes near.
  const [isLikely, setLikely] = useState(false);
  const { data: receiver } = useReceiverQuery(undefined, { skip: !isLikely });
  const { webhookUrl, jsonPayload, id } = run;
  const inspector = inspectorHref({ url: webhookUrl ?? task?.webhookUrl ?? '', runId: id }, receiver?.url);
  return (
    <Menu
      trigger={
        <IconButton
          look="plain"
          label="More of this run"
          icon={<Ellipsis size={16} />}
          onPointerEnter={() => setLikely(true)}
          onFocus={() => setLikely(true)}
        />
      }
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
            label: 'Copy as a carillon command',
            icon: <SquareTerminal size={14} />,
            onSelect: () => {
              const action = whyNoRetry(run) === null ? 'retry' : 'replay';
              void copyText(sendAgainCommand(window.location.origin, action, id), 'The command is copied.');
            },
          },
          {
            label: 'Copy as JSON',
            icon: <Braces size={14} />,
            onSelect: copy(writeJson(run, 2), 'The run'),
          },
          { label: 'Copy the id', icon: <Copy size={14} />, onSelect: copy(id, 'The id') },
        ],
        // Last, as it may come late.
        inspector === null
          ? []
          : [
              {
                label: 'Open in the inspector',
                icon: <Inspect size={14} />,
                onSelect: () => router.push(inspector),
              },
            ],
      ]}
    />
  );
}
