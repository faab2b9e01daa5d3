import type { ReceivedRequest } from '@carillon/testkit';
import type { Evidence, TaskRow } from './evidence.js';

/** The receiver notices the end of a connection a moment after whoever ended it. */
const noticeMs = 25;

/**
 * I7, pace: an attempt begins after the backoff of the one before; attempts of a run do not overlap, nor do runs of a
 * lane of limit 1. An attempt that was abandoned may overlap the next one: nobody can call it back.
 */
export function checkPace(evidence: Evidence): string[] {
  const { runs, tasks, logsByRun, requests, serialLanes } = evidence;
  const faults: string[] = [];
  const taskById = new Map(tasks.map((task) => [task.id, task]));
  const byLane = new Map<string, ReceivedRequest[]>();
  const requestsByRun = new Map<string, ReceivedRequest[]>();
  for (const request of requests) {
    const runId = request.webhookId ?? '';
    requestsByRun.set(runId, [...(requestsByRun.get(runId) ?? []), request]);
  }
  for (const run of runs) {
    faults.push(...checkBackoff(run.id, taskById.get(run.taskId), evidence));
    const logs = logsByRun.get(run.id) ?? [];
    const known = (requestsByRun.get(run.id) ?? []).filter(
      ({ attempt }) => logs.find((log) => log.retryCount === attempt! - 1)?.status !== 'abandoned',
    );
    faults.push(...overlaps(known, `run ${run.id}`));
    if (run.lane !== null && serialLanes.has(run.lane))
      byLane.set(run.lane, [...(byLane.get(run.lane) ?? []), ...known]);
  }
  for (const [lane, known] of byLane) faults.push(...overlaps(known, `lane ${lane}`));
  return faults;
}

function checkBackoff(runId: string, task: TaskRow | undefined, { logsByRun }: Evidence): string[] {
  const logs = logsByRun.get(runId) ?? [];
  return logs.slice(1).flatMap((log, index) => {
    const before = logs[index]!;
    const backoffMs = Math.min((task?.backoffBaseMs ?? 0) * 2 ** index, task?.backoffMaxMs ?? 0);
    const earlyMs = (before.finishedMs ?? 0) + backoffMs - log.createdMs;
    return earlyMs > 1
      ? [`I7: run ${runId} attempt ${index + 2} began ${Math.round(earlyMs)} ms before its time`]
      : [];
  });
}

function overlaps(requests: ReceivedRequest[], what: string): string[] {
  const inOrder = requests.toSorted((a, b) => a.at - b.at);
  return inOrder.slice(1).flatMap((request, index) => {
    const before = inOrder[index]!;
    const overlapMs = (before.closedAt ?? Infinity) - request.at;
    return overlapMs > noticeMs ? [`I7: two requests of ${what} overlapped by ${overlapMs} ms`] : [];
  });
}
