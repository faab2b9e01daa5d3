import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Client } from '@carillon/client';
import { AppError, isFinalRunStatus } from '@carillon/domain';

type RunDetail = Answer<'GET', '/api/runs/{id}'>;

const firstPauseMs = 200;
const pauseMaxMs = 2_000;

/**
 * Looks again and again until the run is over. What becomes of it meanwhile is said.
 *
 * @param timeoutMs null: however long it takes
 * @throws AppError `api.unreachable` when it is not over in time; it goes on
 */
export async function waitForRun(
  client: Client,
  id: string,
  { timeoutMs, say }: { timeoutMs: number | null; say: (text: string) => void },
): Promise<RunDetail> {
  const startedAt = Date.now();
  let told = '';
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, pauseMaxMs)) {
    const run = await client.request('GET', '/api/runs/{id}', { params: { id } });
    const state = stateOf(run);
    if (state !== told) say(state);
    told = state;
    if (isFinalRunStatus(run.runStatus)) return run;
    if (timeoutMs !== null && Date.now() - startedAt >= timeoutMs) {
      throw new AppError('api.unreachable', 'The run is not over yet.', {
        hint: `It goes on: \`carillon runs get ${id}\`.`,
      });
    }
    await sleep(pauseMs);
  }
}

function stateOf({ runStatus, retryCount, maxRetry, attempts }: RunDetail): string {
  if (runStatus !== 'retrying') return runStatus;
  const reason = attempts.at(-1)?.errorCode ?? 'failed';
  return `retrying: attempt ${retryCount} of ${maxRetry + 1} ended with ${reason}`;
}
