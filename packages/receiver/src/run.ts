import { setTimeout as wait } from 'node:timers/promises';
import type { Callback } from './delivery.js';
import type { SeenStore } from './seen-store.js';

/** What came of the work; `cost` and `qualityScore` are summed and averaged in the statistics. */
export interface RunResult {
  result?: unknown;
  cost?: number;
  qualityScore?: number;
}

export interface RunOptions {
  /** The store in which the delivery was claimed, so that the end of the run ends or frees its claim. */
  seen?: SeenStore;
  fetch?: typeof fetch;
  /** How long to wait before each further try of a report, in milliseconds. About a minute altogether unless told. */
  retryDelaysMs?: readonly number[];
}

/** Reports on one run, by the call-back that its delivery offered. */
export interface Run {
  /** Whether the end was reported, or begun to be. */
  readonly ended: boolean;
  /**
   * Tells how far the work is.
   *
   * @param percent 0 to 100
   * @returns false when it could not be told: no reason to give up the work
   * @throws CallbackError when the report was refused, as of a run that was cancelled
   */
  progress(percent: number, text?: string): Promise<boolean>;
  /** Asks for this much time from now. @throws CallbackError */
  extend(ms: number): Promise<void>;
  /** @throws CallbackError */
  complete(result?: RunResult): Promise<void>;
  /** The attempt failed; Carillon tries again by the task's policy. @throws CallbackError */
  fail(error: unknown): Promise<void>;
}

/** A report that was refused (`status`), or that did not arrive in spite of all tries. */
export class CallbackError extends Error {
  override readonly name = 'CallbackError';
  constructor(
    message: string,
    /** Null when there was no answer. */
    readonly status: number | null,
    /** Carillon's word for what is wrong, as `run.not_waiting_yet`. */
    readonly code: string | null,
  ) {
    super(message);
  }
}

interface Reply {
  status: number | null;
  code: string | null;
  detail: string;
  retryAfterMs: number;
}

const defaultDelaysMs = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const reportTimeoutMs = 10_000;
const retryAfterMaxMs = 60_000;
/** What Carillon takes, in characters. */
const logLineMax = 4_000;
const errorMax = 16_000;

/** @param callback null: every report throws */
export function createRun(callback: Callback | null, options: RunOptions = {}): Run {
  const { seen } = options;
  let ended = false;
  const report = (body: object): Promise<void> => send(callback, body, options);
  const claimed = callback && ([callback.webhookId, callback.claim] as const);
  return {
    get ended() {
      return ended;
    },
    async progress(percent, text) {
      try {
        await report({
          progress: percent,
          log: text === undefined ? undefined : [plain(text, logLineMax)],
        });
        return true;
      } catch (error) {
        if (error instanceof CallbackError && mayPass(error)) return false;
        throw error;
      }
    },
    async extend(ms) {
      const wholeMs = Math.ceil(ms);
      // First here: a lease that ended sooner than the deadline would let the delivery be handled twice.
      if (claimed) await seen?.extend(...claimed, wholeMs);
      await report({ extendMs: wholeMs });
    },
    async complete(result = {}) {
      ended = true;
      // First here: the work is done, whether or not the report arrives.
      if (claimed) await seen?.finish(...claimed);
      await report({ status: 'completed', ...rounded(result) });
    },
    async fail(error) {
      ended = true;
      // First here: the next attempt may follow the report at once.
      if (claimed) await seen?.release(...claimed);
      await report({ status: 'failed', error: plain(messageOf(error), errorMax) });
    },
  };
}

/** Cut, and without what PostgreSQL cannot store: a report must not be refused for the text of its error. */
function plain(text: string, max: number): string {
  return Buffer.from(text.slice(0, max).replaceAll('\0', '')).toString();
}

/** To the digits that are kept: a sum of cents such as 0.30000000000000004 would be refused. */
function rounded({ result, cost, qualityScore }: RunResult): RunResult {
  const round = (value: number | undefined, digits: number): number | undefined =>
    value === undefined ? undefined : Number(value.toFixed(digits));
  return { result, cost: round(cost, 6), qualityScore: round(qualityScore, 3) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether another try may fare better. `run.not_waiting_yet`: our 202 is still on its way, or being written down. */
function mayPass({ status, code }: Pick<Reply, 'status' | 'code'>): boolean {
  if (status === null || status === 425 || status === 429 || status >= 500) return true;
  return status === 409 && code === 'run.not_waiting_yet';
}

async function send(callback: Callback | null, body: object, options: RunOptions): Promise<void> {
  if (callback === null) throw new Error('The delivery offered no call-back');
  const { fetch: request = fetch, retryDelaysMs = defaultDelaysMs } = options;
  for (const delayMs of [...retryDelaysMs, null]) {
    const reply = await put(callback, JSON.stringify(body), request);
    if (reply.status !== null && reply.status < 300) return;
    if (delayMs === null || !mayPass(reply)) {
      throw new CallbackError(`The report was not taken: ${reply.detail}`, reply.status, reply.code);
    }
    // Spread out: the receivers that Carillon's pause has kept waiting do not all return at once.
    await wait(Math.max(delayMs * (0.75 + Math.random() / 2), reply.retryAfterMs));
  }
}

async function put({ url, token }: Callback, body: string, request: typeof fetch): Promise<Reply> {
  try {
    const response = await request(url, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      // The token is for this address alone.
      redirect: 'manual',
      signal: AbortSignal.timeout(reportTimeoutMs),
    });
    const problem = readProblem(await response.text());
    const seconds = Number(response.headers.get('retry-after'));
    return {
      status: response.status,
      code: problem.code,
      detail: `${response.status} ${problem.detail}`.trim(),
      retryAfterMs: seconds > 0 ? Math.min(seconds * 1_000, retryAfterMaxMs) : 0,
    };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: null, code: null, detail: messageOf(cause), retryAfterMs: 0 };
  }
}

function readProblem(text: string): { code: string | null; detail: string } {
  try {
    const { code, detail } = JSON.parse(text) as { code?: unknown; detail?: unknown };
    return { code: typeof code === 'string' ? code : null, detail: typeof detail === 'string' ? detail : '' };
  } catch {
    return { code: null, detail: '' };
  }
}
