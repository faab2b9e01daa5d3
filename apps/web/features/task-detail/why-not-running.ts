import type { RateLimit } from '@/features/lanes/lane-rate';
import { rateWords } from '@/features/lanes/lane-rate';
import { laneHref } from '@/features/lanes/lanes-link';
import type { QueueStatus } from '@/features/queue/queue.api';
import type { Task } from '@/features/tasks/tasks.api';
import { formatCount } from '@/features/time/format-time';
import type { TaskLane } from './task-detail.api';

/** `stopped`: nothing runs until somebody acts. `waiting`: it runs by itself later. `fine`: nothing is in its way. */
export type Hindrance = 'stopped' | 'waiting' | 'fine';

export interface Reason {
  kind:
    | 'archived'
    | 'completed'
    | 'paused'
    | 'failed'
    | 'queue-paused'
    | 'no-listener'
    | 'no-publisher'
    | 'lane-paused'
    | 'lane-full'
    | 'lane-rate'
    | 'blackout'
    | 'overlap'
    | 'overdue'
    | 'running'
    | 'manual'
    | 'next-due';
  hindrance: Hindrance;
  title: string;
  detail: string;
  /** An instant that belongs to it, ISO 8601: when it ends, or is due. */
  at?: string;
  /** Where one can do something about it. */
  href?: string;
}

export interface Circumstances {
  task: Pick<
    Task,
    | 'taskStatus'
    | 'taskSchedule'
    | 'runAt'
    | 'nextRunAt'
    | 'activeRuns'
    | 'overlapPolicy'
    | 'pausedUntil'
    | 'pauseReason'
    | 'archivedAt'
    | 'onFailure'
    | 'maxRuns'
    | 'runCount'
    | 'endsAt'
  >;
  /** Undefined: it runs in none, or it was not read yet. */
  lane?:
    | Pick<
        TaskLane,
        'name' | 'paused' | 'pauseReason' | 'concurrencyLimit' | 'rateLimit' | 'nextStartAt' | 'counts'
      >
    | undefined;
  /** Undefined: it was not read yet, and nothing is said of it. */
  queue?: Pick<QueueStatus, 'paused' | 'workers'> | undefined;
  /** The windows that hold for the task now; undefined: they were not read yet. */
  blackouts?: readonly { name: string; endsAt: string }[] | undefined;
  nowMs: number;
}

/** A process that was not heard of for so long is not there. */
const silentMsMax = 10_000;
/** What is shown may be some seconds old. */
const overdueMs = 15_000;

/** What keeps a task from running now, what stops it before what lets it wait; never empty. */
export function whyNotRunning(circumstances: Circumstances): Reason[] {
  const reasons = [
    ...ofTask(circumstances),
    ...ofProcesses(circumstances),
    ...ofLane(circumstances),
    ...ofBlackouts(circumstances),
    ...ofOverlap(circumstances),
    ...ofPlan(circumstances),
  ];
  const order: readonly Hindrance[] = ['stopped', 'waiting', 'fine'];
  return reasons.sort((a, b) => order.indexOf(a.hindrance) - order.indexOf(b.hindrance));
}

function ofTask({ task }: Circumstances): Reason[] {
  if (task.archivedAt !== null) {
    const detail = 'It is kept for its history alone, and does not run until it is taken back and resumed.';
    return [{ kind: 'archived', hindrance: 'stopped', title: 'It is archived', detail }];
  }
  if (task.taskStatus === 'completed') {
    const detail =
      task.maxRuns !== null && task.runCount >= task.maxRuns
        ? `It has run ${task.runCount} times, as often as it may.`
        : task.taskSchedule === null
          ? 'It was to run once, and has.'
          : 'Its schedule has ended.';
    return [{ kind: 'completed', hindrance: 'stopped', title: 'It is completed', detail }];
  }
  if (task.taskStatus === 'paused') {
    const reason = task.pauseReason === null ? 'No reason was given.' : `Reason: ${task.pauseReason}`;
    const end =
      task.pausedUntil === null ? 'It stays so until somebody resumes it.' : 'It goes on by itself.';
    return [
      {
        kind: 'paused',
        hindrance: task.pausedUntil === null ? 'stopped' : 'waiting',
        title: 'It is paused',
        detail: `${reason} ${end}`,
        ...(task.pausedUntil !== null && { at: task.pausedUntil }),
      },
    ];
  }
  if (task.taskStatus === 'failed' && task.nextRunAt === null) {
    const detail =
      'Its last run used up its attempts, and the task stops then. Retry it or resume it to put it back on its schedule.';
    return [{ kind: 'failed', hindrance: 'stopped', title: 'It has failed and was stopped', detail }];
  }
  return [];
}

function ofProcesses({ queue }: Circumstances): Reason[] {
  if (queue === undefined) return [];
  const has = (kind: 'listener' | 'publisher'): boolean =>
    queue.workers.some((worker) => worker.kind === kind && worker.silentMs < silentMsMax);
  const reasons: Reason[] = [];
  if (queue.paused) {
    const detail = 'No listener takes runs until it is resumed; what is due waits.';
    reasons.push({
      kind: 'queue-paused',
      hindrance: 'stopped',
      title: 'The whole queue is paused',
      detail,
      href: '/lanes',
    });
  }
  if (!has('listener')) {
    const detail = 'Runs are made, but nobody sends them. Start one with “carillon listener”.';
    reasons.push({
      kind: 'no-listener',
      hindrance: 'stopped',
      title: 'There is no listener',
      detail,
      href: '/health',
    });
  }
  if (!has('publisher')) {
    const detail = 'Nobody makes runs of what is due. Start one with “carillon publisher”.';
    reasons.push({
      kind: 'no-publisher',
      hindrance: 'stopped',
      title: 'There is no publisher',
      detail,
      href: '/health',
    });
  }
  return reasons;
}

function ofLane({ lane }: Circumstances): Reason[] {
  if (lane === undefined) return [];
  if (lane.paused) {
    const reason = lane.pauseReason === null ? '' : ` Reason: ${lane.pauseReason}`;
    const detail = `Its runs are held until the lane is resumed.${reason}`;
    const title = `Its lane ${lane.name} is paused`;
    return [{ kind: 'lane-paused', hindrance: 'stopped', title, detail, href: laneHref(lane.name) }];
  }
  const { held, pending, running, retrying, waiting } = lane.counts;
  const open = pending + running + retrying + waiting;
  if (open < lane.concurrencyLimit && held === 0) return [];
  if (open < lane.concurrencyLimit && lane.rateLimit !== null) return [ofRate(lane, lane.rateLimit)];
  return [
    {
      kind: 'lane-full',
      hindrance: 'waiting',
      title: `Its lane ${lane.name} is full`,
      detail: `${open} of ${lane.concurrencyLimit} at once are under way, and ${held} wait for their turn.`,
      href: laneHref(lane.name),
    },
  ];
}

function ofRate(
  { name, counts, nextStartAt }: NonNullable<Circumstances['lane']>,
  rateLimit: RateLimit,
): Reason {
  return {
    kind: 'lane-rate',
    hindrance: 'waiting',
    title: `Its lane ${name} begins ${rateWords(rateLimit)}`,
    detail: `There is room in it, and ${formatCount(counts.held, 'run')} ${counts.held === 1 ? 'waits' : 'wait'} for the rate.`,
    href: laneHref(name),
    ...(nextStartAt !== null && { at: nextStartAt }),
  };
}

function ofBlackouts({ task, blackouts = [] }: Circumstances): Reason[] {
  if (task.nextRunAt === null) return [];
  const detail =
    task.taskSchedule === null
      ? 'It is put off to the end of the window. Whoever runs it by hand need not wait.'
      : 'Until it ends, instants of the schedule are recorded as skipped. It can be run by hand.';
  return blackouts.map(({ name, endsAt }) => ({
    kind: 'blackout',
    hindrance: 'waiting',
    title: `The blackout window ${name} holds`,
    detail,
    at: endsAt,
    href: '/settings/blackouts',
  }));
}

function ofOverlap({ task }: Circumstances): Reason[] {
  if (task.activeRuns === 0) return [];
  const running: Reason = {
    kind: 'running',
    hindrance: 'fine',
    title: task.activeRuns === 1 ? 'A run of it is open' : `${task.activeRuns} runs of it are open`,
    detail: 'It is sent now, is to be tried again, or waits for its turn.',
  };
  if (task.overlapPolicy === 'allow' || task.taskSchedule === null) return [running];
  const detail =
    task.overlapPolicy === 'skip'
      ? 'Until it ends, instants of the schedule are recorded as skipped.'
      : 'Until it ends, instants of the schedule are held, one after the other.';
  const title = 'An earlier run is still open';
  return [running, { kind: 'overlap', hindrance: 'waiting', title, detail }];
}

function ofPlan({ task, nowMs }: Circumstances): Reason[] {
  const { nextRunAt, taskStatus } = task;
  if (nextRunAt !== null) {
    const isOverdue = Date.parse(nextRunAt) < nowMs - overdueMs;
    if (isOverdue) {
      const detail = 'No publisher has taken it yet: they are behind, or hold back because of a backlog.';
      const title = 'It is due, and was not taken';
      return [{ kind: 'overdue', hindrance: 'waiting', title, detail, at: nextRunAt }];
    }
    const title = 'It is not due yet';
    return [
      { kind: 'next-due', hindrance: 'fine', title, detail: 'Its next run is planned.', at: nextRunAt },
    ];
  }
  const isOnDemand = task.taskSchedule === null && task.runAt === null;
  if (!isOnDemand || taskStatus === 'paused' || taskStatus === 'completed') return [];
  const detail = 'It has no schedule, and runs when somebody or a program asks for it.';
  return [{ kind: 'manual', hindrance: 'fine', title: 'It runs on request only', detail }];
}
