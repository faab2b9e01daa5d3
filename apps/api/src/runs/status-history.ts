import type { RunEvent } from '@carillon/db';
import type { Run, RunStatus, TaskLog } from '@carillon/domain';

/** A state that a run has been in, from this instant on. */
export interface StatusEntry {
  status: RunStatus;
  at: string;
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
  const entries = [
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
  return entries
    .map((told, index) => ({ told, index }))
    .sort((a, b) => a.told.at.localeCompare(b.told.at) || a.index - b.index)
    .map(({ told }) => told);
}

/** A run with a lane is born held; when it was admitted is not on record. */
function firstStatus(run: Run): RunStatus {
  if (run.runStatus === 'skipped') return 'skipped';
  return run.lane === null ? 'pending' : 'held';
}

function attemptEntries(run: Run, attempt: TaskLog): StatusEntry[] {
  const started = entry('running', attempt.createdAt);
  const triedAgain = attempt.retryCount < run.retryCount && attempt.finishedAt !== null;
  return triedAgain ? [started, entry('retrying', attempt.finishedAt!, attempt.errorCode)] : [started];
}

function entry(status: RunStatus, at: string, reason: string | null = null): StatusEntry {
  return { status, at, reason, actor: null };
}
