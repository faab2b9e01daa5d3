'use client';

import { Pause, Play } from 'lucide-react';
import { Link } from '@/ui/link';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { runsHref } from '@/features/runs/runs-link';
import { useRole } from '@/features/session/use-role';
import { formatDuration } from '@/features/time/format-time';
import { Answered } from '@/ui/answered';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { RunStatus } from '@/ui/status';
import { LoadingRows } from '@/ui/states';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { QueueStatus } from './queue.api';
import { usePauseQueueMutation, useQueueStatusQuery, useResumeQueueMutation } from './queue.api';

const statuses = ['held', 'pending', 'running', 'retrying', 'waiting'] as const;
const priorities = ['urgent', 'high', 'normal', 'low'] as const;

/** All open runs, whatever their lane, and the hints that lead listeners to them. */
export function QueueCard() {
  const query = useQueueStatusQuery();
  return (
    <Card
      title="Queue"
      note="all open runs, now"
      actions={query.data !== undefined && <QueueSwitch queue={query.data} />}
      flush
    >
      <Answered query={query} loading={<LoadingRows rows={4} />}>
        {(queue) => (
          <>
            <DepthTable queue={queue} />
            <QueueWords queue={queue} />
          </>
        )}
      </Answered>
    </Card>
  );
}

function DepthTable({ queue: { depth } }: { queue: QueueStatus }) {
  const countOf = (status: string, priority?: string): number =>
    depth.reduce((sum, each) => {
      const isMeant = each.runStatus === status && (priority === undefined || each.priority === priority);
      return isMeant ? sum + each.count : sum;
    }, 0);
  return (
    <Table caption="Open runs by state and priority">
      <thead>
        <tr>
          <ColumnHead>State</ColumnHead>
          {priorities.map((priority) => (
            <ColumnHead key={priority} className="px-1! text-right sm:px-3!">
              <span className="inline-block first-letter:uppercase">{priority}</span>
            </ColumnHead>
          ))}
          <ColumnHead className="text-right">All</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {statuses.map((status) => (
          <Row key={status}>
            <th scope="row" className="px-3 py-2 text-left font-normal">
              <RunStatus status={status} />
            </th>
            {priorities.map((priority) => (
              <Cell key={priority} className="px-1! text-right sm:px-3!">
                <Link
                  href={runsHref({ statuses: [status], priority })}
                  className="inline-block min-w-6 hover:underline"
                >
                  {countOf(status, priority)}
                </Link>
              </Cell>
            ))}
            <Cell className="text-right font-semibold">
              <Link href={runsHref({ statuses: [status] })} className="hover:underline">
                {countOf(status)}
              </Link>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function QueueWords({ queue: { lag, hints } }: { queue: QueueStatus }) {
  const late =
    lag.dueRuns === 0
      ? 'No due run waits for a listener.'
      : `${lag.dueRuns} due ${lag.dueRuns === 1 ? 'run waits' : 'runs wait'} for a listener, the oldest for ${formatDuration(lag.oldestDueRunMs ?? 0)}.`;
  const told =
    hints === null
      ? 'The queue does not answer; listeners read runs from the database.'
      : `Hints: ${hints.waiting} waiting, ${hints.delayed} for later, ${hints.active} in work.`;
  return (
    <p className="text-ink-faint border-line border-t px-4 py-2 text-xs">
      {late} {told}
    </p>
  );
}

function QueueSwitch({ queue: { paused } }: { queue: QueueStatus }) {
  const { may, whyNot } = useRole();
  const [isAsking, setAsking] = useState(false);
  const [pauseQueue, pausing] = usePauseQueueMutation();
  const [resumeQueue, resuming] = useResumeQueueMutation();
  const isPaused = paused === true;
  const act = async (): Promise<void> => {
    const { error } = await (isPaused ? resumeQueue() : pauseQueue());
    setAsking(false);
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(isPaused ? 'The queue goes on.' : 'The queue is paused.');
  };
  return (
    <>
      {isPaused && <Badge tone="warning">Paused</Badge>}
      <Button
        icon={isPaused ? <Play size={14} /> : <Pause size={14} />}
        disabled={!may('admin') || paused === null}
        busy={resuming.isLoading}
        title={whyNot('admin') ?? undefined}
        onClick={() => (isPaused ? void act() : setAsking(true))}
      >
        {isPaused ? 'Resume the queue' : 'Pause the queue'}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Pause the queue"
        description="Listeners take no more hints, for all tasks and lanes. What becomes due keeps its place and waits."
        action="Pause the queue"
        busy={pausing.isLoading}
        onConfirm={() => void act()}
      />
    </>
  );
}
