import type { ReceivedRequest } from '@carillon/testkit';
import type { Evidence, LogRow } from './evidence.js';

export interface RequestFindings {
  /** Requests that came after an attempt whose outcome was unknown and which had reached the receiver. */
  repeats: number;
  faults: string[];
}

/**
 * I4, nothing unlogged: every request has its log row, opened before it arrived; every success was a request.
 * I6, no second success: no two requests of one attempt, none after a success, and a repeat only after an attempt that
 * failed or whose outcome is unknown, as the request itself says.
 */
export function checkRequests({ requests, logsByRun }: Evidence): RequestFindings {
  const found: RequestFindings = { repeats: 0, faults: [] };
  const seen = new Set<string>();
  for (const request of requests) {
    const key = `${request.webhookId} attempt ${request.attempt}`;
    if (seen.has(key)) found.faults.push(`I6: ${key} reached the receiver twice`);
    seen.add(key);
    const logs = logsByRun.get(request.webhookId ?? '') ?? [];
    found.faults.push(...checkRequest(request, key, logs));
    const success = logs.find((log) => log.status === 'finish');
    const isLate =
      success !== undefined && seen.has(`${request.webhookId} attempt ${success.retryCount + 1}`);
    // Arrivals are compared by their order, too, because a row may move the clocks.
    if (isLate && success.retryCount !== request.attempt! - 1 && request.at > success.finishedMs! + 1)
      found.faults.push(
        `I6: ${key} came ${Math.round(request.at - success.finishedMs!)} ms after the success of its run`,
      );
    const before = logs.find((log) => log.retryCount === request.attempt! - 2);
    if (before?.status === 'abandoned' && seen.has(`${request.webhookId} attempt ${request.attempt! - 1}`))
      found.repeats += 1;
  }
  for (const [runId, logs] of logsByRun) {
    for (const log of logs) {
      if (log.status === 'finish' && !seen.has(`${runId} attempt ${log.retryCount + 1}`))
        found.faults.push(`I4: ${runId} attempt ${log.retryCount + 1} is a success that nobody received`);
    }
  }
  return found;
}

function checkRequest({ attempt, at, headers }: ReceivedRequest, key: string, logs: LogRow[]): string[] {
  const faults: string[] = [];
  const log = logs.find((row) => row.retryCount === attempt! - 1);
  if (log === undefined) faults.push(`I4: ${key} reached the receiver without a log row`);
  else if (log.createdMs > at + 1)
    faults.push(`I4: ${key} reached the receiver before its log row was written`);
  const before = logs.find((row) => row.retryCount === attempt! - 2);
  const announced = headers['webhook-previous-outcome'];
  const expected = { failed: 'failed', abandoned: 'unknown' }[before?.status ?? ''];
  if (attempt! > 1 && expected === undefined)
    faults.push(`I6: ${key} followed an attempt that was ${before?.status ?? 'never made'}`);
  if (announced !== expected)
    faults.push(`I6: ${key} says that the attempt before was ${String(announced)}; it was ${expected}`);
  return faults;
}
