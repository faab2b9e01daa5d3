import { setTimeout as wait } from 'node:timers/promises';
import { parseUrl } from '@carillon/domain';
import type { Run } from '@carillon/receiver';
import { createRun, done, gone, later, neverRetry, pause, retryAt, runAgainIn } from '@carillon/receiver';
import type { Logger } from '@carillon/telemetry';
import type { IncomingCall, ScenarioName } from './webhook.schemas.js';

/** An answer as a scenario has it; what it leaves out is as in any other. */
interface Plan {
  /** Null: nothing is answered. */
  status: number | null;
  headers?: Record<string, string>;
  body?: Record<string, unknown>;
  error?: string;
  /** Is reported on afterwards. */
  run?: Run;
}

const minute = 60;
const callbackTimeoutSeconds = 2 * 3_600;

/** How a receiver answers that has something to tell, or that is ill. What the body is like is up to `sendAnswer`. */
export function planAnswer(name: ScenarioName, headers: IncomingCall['headers']): Plan {
  switch (name) {
    case 'gone':
      return { ...steer(gone()), error: 'Gone: the task is to stop' };
    case 'pause':
      return steer(pause());
    case 'never-retry':
      return { ...steer(neverRetry()), error: 'Refused for good: no further attempt is wanted' };
    case 'retry-at':
      return {
        ...steer(retryAt(new Date(Date.now() + minute * 1_000))),
        error: 'Too early: try again in a minute',
      };
    case 'run-again':
      return steer(runAgainIn(minute));
    case 'result':
      return { ...steer(done()), body: { result: { greeting: 'ding' }, cost: 0.25, qualityScore: 98 } };
    case 'callback':
      return planCallback(headers);
    case 'redirect':
      return { status: 302, headers: { location: '/webhook' } };
    case 'drip':
    case 'huge':
      return { status: 200 };
    case 'hang':
    case 'reset':
      return { status: null };
  }
}

function steer({ status, headers: { 'content-type': _type, ...headers } }: ReturnType<typeof done>): Plan {
  return { status, headers };
}

function planCallback(headers: IncomingCall['headers']): Plan {
  const [url, token] = [headers['carillon-callback-url'], headers['carillon-callback-token']];
  if (typeof url !== 'string' || typeof token !== 'string' || !isReportUrl(url)) {
    return { status: 500, error: 'The call offers no call-back' };
  }
  const run = createRun({ url, token, webhookId: '', claim: '' });
  return { ...steer(later({ withinSeconds: callbackTimeoutSeconds })), run };
}

/** Nobody verifies who calls the dummy webhook: it must not be led to other addresses than those of runs. */
function isReportUrl(text: string): boolean {
  const url = parseUrl(text);
  if (url === null) return false;
  const { protocol, pathname } = url;
  return /^https?:$/.test(protocol) && /\/api\/runs\/[^/]+\/status$/.test(pathname);
}

/** Reports 50 % at half the time and the end at its end. What goes wrong is logged. */
export async function callBack(run: Run, afterMs: number, logger: Logger): Promise<void> {
  try {
    await wait(afterMs / 2);
    await run.progress(50, 'half of it is done');
    await wait(afterMs / 2);
    await run.complete({ result: { greeting: 'dong' }, cost: 0.25, qualityScore: 98 });
    logger.info('called back');
  } catch (error) {
    logger.warn('the call-back failed', { error });
  }
}
