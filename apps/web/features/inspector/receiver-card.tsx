'use client';

import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { OperatorLink } from '@/features/session/operator-link';
import { useRole } from '@/features/session/use-role';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import type { ReceiverSettings, ReceiverStats } from './inspector.api';
import { useResetReceiverMutation } from './inspector.api';
import { newTaskHref } from './links';

export interface ReceiverCardProps {
  url: string;
  stats: ReceiverStats;
  settings: ReceiverSettings;
}

/** Where the receiver is and what it counted since its start or the last reset. */
export function ReceiverCard({ url, stats, settings }: ReceiverCardProps) {
  const { failCalls, failPercent } = settings;
  const last = Math.max(0, ...failCalls);
  return (
    <Card
      title="Receiver"
      note="since its start, or the last reset"
      actions={
        <>
          <ResetButton count={stats.count} />
          <OperatorLink href={newTaskHref(url)}>Create a task for it</OperatorLink>
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
        <div className="flex min-w-0 items-center gap-1">
          <code className="min-w-0 font-mono break-all">{url}</code>
          <CopyButton text={url} label="Copy the URL" />
        </div>
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          <Figure name="Calls" value={stats.count} />
          <Figure name="Answered well" value={stats.succeeded} />
          <Figure name="Failed" value={stats.failed} />
          {failPercent === null ? (
            <Figure name="Place in the cycle" value={stats.position} of={last} />
          ) : (
            <Figure name="Fail by chance" value={failPercent} of={100} />
          )}
        </dl>
      </div>
    </Card>
  );
}

/** @param of what it is a part of; 0: nothing in particular */
function Figure({ name, value, of = 0 }: { name: string; value: number; of?: number }) {
  return (
    <div>
      <dt className="text-ink-soft text-xs">{name}</dt>
      <dd className="tabular text-lg font-semibold">
        {formatNumber(value)}
        {of > 0 && <span className="text-ink-faint text-sm font-normal"> of {of}</span>}
      </dd>
    </div>
  );
}

function ResetButton({ count }: { count: number }) {
  const [isAsking, setAsking] = useState(false);
  const [reset, { isLoading }] = useResetReceiverMutation();
  const { whyNot } = useRole();
  const refusal = whyNot('operator');
  const confirm = async (): Promise<void> => {
    const { error } = await reset();
    setAsking(false);
    if (error === undefined) notify('The receiver has forgotten all calls.');
    else notifyProblem(problemOf(error));
  };
  return (
    <>
      <Button
        icon={<RotateCcw size={14} aria-hidden />}
        disabled={refusal !== null || count === 0}
        title={refusal ?? undefined}
        onClick={() => setAsking(true)}
      >
        Reset
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Reset the receiver?"
        description={`It forgets ${formatCount(count, 'call')}, and the next one is the first of its cycle.`}
        action="Reset the receiver"
        busy={isLoading}
        onConfirm={() => void confirm()}
      />
    </>
  );
}
