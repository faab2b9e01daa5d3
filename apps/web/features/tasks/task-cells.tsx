'use client';

import { CalendarClock, Hand, Timer } from 'lucide-react';
import { Link } from '@/ui/link';
import type { ReactNode } from 'react';
import { useContext, useState } from 'react';
import { laneHref } from '@/features/lanes/lanes-link';
import { NextAttempt } from '@/features/runs/next-attempt';
import { statusDetail } from '@/features/runs/run-state-words';
import { formatDuration, formatShare } from '@/features/time/format-time';
import { Ago, Countdown, Instant } from '@/features/time/time';
import { classNames } from '@/ui/class-names';
import { RowsFlyPast } from '@/ui/data-table-grid';
import { lookOf, runLooks } from '@/ui/status';
import { OutcomeStrip } from './outcome-strip';
import { RenameField } from './rename-field';
import { useRenaming } from './renaming';
import type { RecentRun } from './task-list.api';
import { useRecentRunsQuery, useScheduleTextQuery } from './task-list.api';
import { hostOf, planOf } from './task-state';
import type { Task } from './tasks.api';

/** Two lines of a cell, the second in small, where rows are high enough for it. */
function Lines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <div className="min-w-0 leading-5">
      <div className="truncate">{first}</div>
      {second !== undefined && <div className="text-ink-faint truncate text-xs">{second}</div>}
    </div>
  );
}

export interface CellProps {
  task: Task;
  isCompact?: boolean;
}

export function NameCell({ task, isCompact = false, onTag }: CellProps & { onTag: (tag: string) => void }) {
  const { isRenaming, rename, stop } = useRenaming(task.id);
  if (isRenaming) return <RenameField task={task} isCompact={isCompact} onDone={stop} />;
  return (
    <div className={classNames('min-w-0', isCompact ? 'flex items-center gap-2' : 'leading-5')}>
      <Link
        href={`/tasks/${task.id}`}
        data-opens-row
        title={task.taskName}
        aria-keyshortcuts="F2"
        onKeyDown={({ key }) => {
          if (key === 'F2') rename();
        }}
        className="block min-w-0 truncate font-medium underline-offset-2 hover:underline"
      >
        {task.taskName}
      </Link>
      {task.tags.length > 0 && (
        <div className="flex min-w-0 gap-1 overflow-hidden">
          {task.tags.map((tag) => (
            <button
              key={tag}
              type="button"
              title={`Show what has the tag ${tag}`}
              onClick={() => onTag(tag)}
              className="text-ink-soft hover:bg-accent-soft bg-sunken h-5 max-w-28 shrink-0 truncate rounded px-1.5 text-xs"
            >
              {tag}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

export function ScheduleCell({ task, isCompact = false }: CellProps) {
  const plan = planOf(task);
  const icon = { cron: Timer, once: CalendarClock, manual: Hand }[plan];
  const Icon = icon;
  if (plan === 'cron') return <CronText task={task} isCompact={isCompact} />;
  return (
    <span className="text-ink-soft flex items-center gap-1.5">
      <Icon size={14} aria-hidden className="shrink-0" />
      {task.runAt === null ? (
        'By hand'
      ) : isCompact ? (
        <span className="truncate">
          Once, <Instant at={task.runAt} taskZone={task.timeZone} />
        </span>
      ) : (
        <Lines first="Once" second={<Instant at={task.runAt} taskZone={task.timeZone} />} />
      )}
    </span>
  );
}

function CronText({ task, isCompact }: { task: Task; isCompact: boolean }) {
  const schedule = task.taskSchedule ?? '';
  const { data: text = schedule } = useScheduleTextQuery(schedule);
  const raw = <code className="font-mono text-xs">{schedule}</code>;
  return (
    <div tabIndex={0} title={`${text}\n${schedule} · ${task.timeZone}`} className="rounded">
      <Lines
        first={text}
        {...(!isCompact && {
          second: (
            <>
              {raw}
              {task.timeZone !== 'UTC' && ` ${task.timeZone}`}
            </>
          ),
        })}
      />
    </div>
  );
}

export function TargetCell({ task }: CellProps) {
  return (
    <span title={`${task.httpMethod} ${task.webhookUrl}`} className="flex min-w-0 items-center gap-1.5">
      <span className="text-ink-soft font-mono text-[0.6875rem] font-semibold">{task.httpMethod}</span>
      <span className="truncate">{hostOf(task.webhookUrl)}</span>
    </span>
  );
}

const priorityTones: Readonly<Record<string, string>> = {
  urgent: 'text-danger font-medium',
  high: 'text-warning font-medium',
  low: 'text-ink-faint',
};

export function PriorityCell({ task: { priority } }: CellProps) {
  return <span className={priorityTones[priority] ?? 'text-ink-soft'}>{priority}</span>;
}

export function LaneCell({ task, isCompact = false }: CellProps) {
  const priority = <PriorityCell task={task} />;
  const lane =
    task.lane === null ? (
      <span className="text-ink-faint">No lane</span>
    ) : (
      <Link href={laneHref(task.lane)} title={`Lane ${task.lane}`} className="hover:underline">
        {task.lane}
      </Link>
    );
  return isCompact ? (
    <Lines
      first={
        <>
          {lane} · {priority}
        </>
      }
    />
  ) : (
    <Lines first={lane} second={priority} />
  );
}

/** What the rows of a list tell of the runs of a task; asked for once the row rests. */
function useRuns(taskId: string) {
  const fliesPast = useContext(RowsFlyPast);
  const [hasRested, setRested] = useState(!fliesPast);
  if (!fliesPast && !hasRested) setRested(true);
  return useRecentRunsQuery(taskId, { skip: !hasRested }).currentData;
}

export function LastRunCell({ task, isCompact = false }: CellProps) {
  const recent = useRuns(task.id);
  const last = recent?.runs[0];
  if (last === undefined) return <span className="text-ink-faint">{recent && 'Never run'}</span>;
  const { icon, label } = lookOf(runLooks, last.runStatus);
  const age = <Ago at={last.finishedAt ?? last.startedAt ?? last.scheduledFor} />;
  const result = (
    <Link
      href={`/runs/${last.id}`}
      title={last.error ?? undefined}
      className={classNames('inline-flex items-center gap-1 hover:underline', resultTone(last))}
    >
      <span aria-hidden>{icon}</span>
      {label}
    </Link>
  );
  const took = durationOf(last);
  const attempt = last.runStatus === 'retrying' ? statusDetail(last) : null;
  if (isCompact)
    return (
      <Lines
        first={
          <>
            {result} {attempt ?? <span className="text-ink-soft">{age}</span>}{' '}
            <NextAttempt run={last} taskZone={task.timeZone} />
          </>
        }
      />
    );
  return (
    <Lines
      first={result}
      second={
        <>
          {attempt ?? age} <NextAttempt run={last} taskZone={task.timeZone} />
          {took !== null && ` · ${took}`}
        </>
      }
    />
  );
}

function durationOf({ startedAt, finishedAt }: RecentRun): string | null {
  if (startedAt === null || finishedAt === null) return null;
  return formatDuration(Date.parse(finishedAt) - Date.parse(startedAt));
}

function resultTone({ runStatus }: RecentRun): string {
  const { tone } = lookOf(runLooks, runStatus);
  const tones: Partial<Record<typeof tone, string>> = {
    success: 'text-success',
    danger: 'text-danger',
    warning: 'text-warning',
    info: 'text-info',
    violet: 'text-violet',
  };
  return tones[tone] ?? 'text-ink-soft';
}

export function OutcomesCell({ task }: CellProps) {
  const recent = useRuns(task.id);
  return recent === undefined ? null : <OutcomeStrip taskId={task.id} runs={recent.runs} />;
}

export function NextRunCell({ task, isCompact = false }: CellProps) {
  const { nextRunAt, pausedUntil, timeZone } = task;
  if (nextRunAt === null) {
    if (pausedUntil === null) return <span className="text-ink-faint">–</span>;
    return (
      <span className="text-ink-soft text-xs">
        goes on <Ago at={pausedUntil} taskZone={timeZone} />
      </span>
    );
  }
  const countdown = <Countdown to={nextRunAt} taskZone={timeZone} />;
  if (isCompact) return <Lines first={countdown} />;
  return <Lines first={countdown} second={<Instant at={nextRunAt} taskZone={timeZone} />} />;
}

export function SuccessCell({ task }: CellProps) {
  const recent = useRuns(task.id);
  if (recent === undefined) return null;
  const { successRate } = recent;
  if (successRate === null) return <span className="text-ink-faint">–</span>;
  return (
    <Link
      href={`/tasks/${task.id}?tab=runs&status=completed,failed,abandoned`}
      title="Of its last 20 runs, those that completed out of those that completed, failed or were abandoned"
      className={classNames('tabular hover:underline', successRate < 0.9 && 'text-danger')}
    >
      {formatShare(successRate)}
    </Link>
  );
}

/** Why the newest run went wrong, whether it has failed for good or is tried again. */
export function LastErrorCell({ task }: CellProps) {
  const last = useRuns(task.id)?.runs[0];
  if (last === undefined || last.error === null) return <span className="text-ink-faint">–</span>;
  return (
    <Link href={`/runs/${last.id}`} title={last.error} className="block truncate hover:underline">
      {last.error}
    </Link>
  );
}
