'use client';

import { CircleCheck, Hourglass, OctagonX } from 'lucide-react';
import { Link } from '@/ui/link';
import { skipToken } from '@reduxjs/toolkit/query';
import { blackoutsOf } from '@/features/blackouts/blackout-times';
import { useBlackoutPagesInfiniteQuery } from '@/features/blackouts/blackouts.api';
import { useQueueStatusQuery } from '@/features/queue/queue.api';
import type { ReactNode } from 'react';
import type { Task } from '@/features/tasks/tasks.api';
import { Countdown, Instant } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { Card } from '@/ui/card';
import { useTaskLaneQuery } from './task-detail.api';
import type { Hindrance, Reason } from './why-not-running';
import { whyNotRunning } from './why-not-running';

const icons: Readonly<Record<Hindrance, ReactNode>> = {
  stopped: <OctagonX size={16} aria-label="Stopped" className="text-danger" />,
  waiting: <Hourglass size={16} aria-label="Waiting" className="text-warning" />,
  fine: <CircleCheck size={16} aria-label="In order" className="text-success" />,
};

const places: Readonly<Record<string, string>> = {
  '/lanes': 'Lanes',
  '/health': 'Health',
  '/settings/blackouts': 'Blackout windows',
};

/** Answers the question that people come to this page with. */
export function WhyBox({ task }: { task: Task }) {
  const { data: queue } = useQueueStatusQuery();
  const { data: lane } = useTaskLaneQuery(task.lane ?? skipToken);
  const windows = useBlackoutPagesInfiniteQuery().data?.pages.flatMap(({ items }) => items);
  const nowMs = useNow(5_000);
  const reasons = whyNotRunning({
    task,
    queue,
    lane: task.lane === null ? undefined : lane,
    blackouts: windows && blackoutsOf(windows, task.tags, nowMs),
    nowMs,
  });
  const isRunning = task.activeRuns > 0;
  return (
    <Card title={isRunning ? 'What is it doing?' : 'Why is it not running?'}>
      <ul className="flex flex-col gap-2.5">
        {reasons.map((reason) => (
          <ReasonLine key={`${reason.kind} ${reason.title}`} reason={reason} taskZone={task.timeZone} />
        ))}
      </ul>
    </Card>
  );
}

function ReasonLine({ reason, taskZone }: { reason: Reason; taskZone: string }) {
  const { hindrance, title, detail, at, href, kind } = reason;
  return (
    <li className="flex items-start gap-2.5">
      <span className="mt-0.5 shrink-0">{icons[hindrance]}</span>
      <div className="min-w-0">
        <p className="font-medium">
          {title}
          {at !== undefined && kind !== 'overdue' && (
            <span className="text-ink-soft font-normal">
              {' · '}
              {kind === 'paused' || kind === 'blackout' ? 'until ' : ''}
              <Instant at={at} taskZone={taskZone} /> (<Countdown to={at} taskZone={taskZone} />)
            </span>
          )}
        </p>
        <p className="text-ink-soft break-words">
          {detail}{' '}
          {href !== undefined && (
            <Link href={href} className="text-accent underline underline-offset-2">
              {places[href.split('?', 1)[0]!]}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
