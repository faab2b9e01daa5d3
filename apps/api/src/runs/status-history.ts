import type { RunEvent } from '@carillon/db';
import type { Run, RunStatus, TaskLog } from '@carillon/domain';

/** A state that a run has been in, from this instant on. */
export interface StatusEntry {
  status: RunStatus;
  /** Null: some time between the entries before and after it, which is not on record. */
  at: string | null;
  reason: string | null;
  actor: string | null;
}

/**
 * The states of a run in the order in which it took them. They are not stored one by one: the attempts tell most
 * of them, recorded events the rest.
 */
export function statusHistory(
  run: Run,
  attempts: readonly TaskLog[],
  events: readonly RunEvent[],
): StatusEntry[] {
  const entries: TimedEntry[] = [
    // Whoever asked for the run is on record with its first state.
    ...(events.some(({ fromStatus }) => fromStatus === null) ? [] : [entry(firstStatus(run), run.createdAt)]),
    ...attempts.flatMap((attempt) => attemptEntries(run, attempt)),
    ...events.map(({ toStatus, createdAt, reason, actor }) => ({
      status: toStatus,
      at: createdAt,
      reason,
      actor,
    })),
  ];
  const endIsTold = entries.some((told) => told.status === run.runStatus);
  if (run.finishedAt !== null && !endIsTold) entries.push(entry(run.runStatus, run.finishedAt, run.error));
  const told: StatusEntry[] = entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => a.entry.at.localeCompare(b.entry.at) || a.index - b.index)
    .map(({ entry }) => entry);
  if (wasAdmitted(run, attempts, events)) told.splice(1, 0, { ...entry('pending', ''), at: null });
  return told;
}

type TimedEntry = StatusEntry & { at: string };

/**
 * Whether its lane has let the run in. It is seen by what came after it: its time would be one more column to write
 * for every run, and `nextAttemptAt` is moved by retries, slots and hosts that are left alone.
 */
function wasAdmitted(run: Run, attempts: readonly TaskLog[], events: readonly RunEvent[]): boolean {
  if (firstStatus(run) !== 'held') return false;
  const left = events.find(({ fromStatus }) => fromStatus !== null);
  return (
    run.runStatus === 'pending' || attempts.length > 0 || (left !== undefined && left.fromStatus !== 'held')
  );
}

/** A run with a lane is born held. */
function firstStatus(run: Run): RunStatus {
  if (run.runStatus === 'skipped') return 'skipped';
  return run.lane === null ? 'pending' : 'held';
}

function attemptEntries(run: Run, attempt: TaskLog): TimedEntry[] {
  const started = entry('running', attempt.createdAt);
  const triedAgain = attempt.retryCount < run.retryCount && attempt.finishedAt !== null;
  return triedAgain ? [started, entry('retrying', attempt.finishedAt!, attempt.errorCode)] : [started];
}

function entry(status: RunStatus, at: string, reason: string | null = null): TimedEntry {
  return { status, at, reason, actor: null };
}
