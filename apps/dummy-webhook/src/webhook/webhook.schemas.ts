import { z } from 'zod';

/** What `?scenario=` knows; see `scenarios.ts`. */
export const scenarioNames = [
  'gone',
  'pause',
  'never-retry',
  'retry-at',
  'run-again',
  'result',
  'callback',
  'redirect',
  'drip',
  'huge',
  'hang',
  'reset',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];

/** What each of them does, in one line for people. */
export const scenarioDescriptions: Readonly<Record<ScenarioName, string>> = {
  gone: '410: the task is to stop',
  pause: '200, and asks to pause the task',
  'never-retry': '422, and asks for no further attempt',
  'retry-at': '425, and asks for the next attempt in a minute',
  'run-again': '200, and asks for one more run in a minute',
  result: '200 with a result, a cost and a quality score',
  callback: '202, and reports the end later',
  redirect: '302, which is not followed',
  drip: '200, then a byte every 200 ms for ten minutes',
  huge: '200 with 10 MiB',
  hang: 'No answer at all',
  reset: 'Breaks the connection',
};

/** `?after=41&limit=100`: the calls that came after the one of this number. */
export const receivedQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});

/** `/requests/41`. */
export const numberParams = z.object({ number: z.coerce.number().int().min(1) });

/** `?status=503&delayMs=1000`: how one call is to be answered, whatever the settings say. Other parameters are the sender's. */
export const overrideSchema = z.object({
  status: z.coerce.number().int().min(200).max(599).optional(),
  delayMs: z.coerce.number().int().min(0).max(60_000).optional(),
  scenario: z.enum(scenarioNames).optional(),
  /** Sent as it is, so that wrong ones can be tried too. */
  retryAfter: z
    .string()
    .regex(/^[\x20-\x7e]{1,100}$/, 'must be 1 to 100 printable ASCII characters')
    .optional(),
  /** When the end is called back, in the scenario `callback`. */
  callbackMs: z.coerce.number().int().min(0).max(3_600_000).default(2_000),
});

/** A call as it arrived. */
export interface IncomingCall {
  method: string;
  path: string;
  query: unknown;
  /** The query as it was written, with its question mark. */
  queryText: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A call as `GET /requests` shows it. */
export interface ReceivedCall {
  /** Counts up from 1 for as long as the process runs, whatever is reset. */
  number: number;
  /** ISO 8601 UTC, on arrival. */
  at: string;
  method: string;
  path: string;
  /** What follows the path in the address, as `?status=503`; '' for nothing. */
  query: string;
  webhookId: string | null;
  /** 1 for the first. */
  attempt: number | null;
  /** Whether it bears a signature, be it right or wrong. */
  signed: boolean;
  /** Its place in the cycle, from 1; null for a call that asked for its status or a scenario. */
  position: number | null;
  /** At most `shownBodyMax` characters. */
  body: string;
  bodyLength: number;
  headers: Record<string, string>;
  /** What is answered; null: nothing. */
  status: number | null;
  latencyMs: number;
}

export interface Answer {
  /** Null: nothing is answered. */
  status: number | null;
  headers: Record<string, string>;
  body: Record<string, unknown>;
  /** In place of the body; null: the body as JSON. */
  text: string | null;
  scenario: ScenarioName | null;
}

export interface Counts {
  /** Calls since the start or the last reset. */
  count: number;
  /** The place of the last call in the cycle; 0 before the first. */
  position: number;
  /** Answered with 400 and above, or not at all. */
  failed: number;
  succeeded: number;
}

export interface Stats extends Counts {
  /** The numbers of the calls that stay until they are unpinned, deleted or reset. */
  pinned: number[];
  /** How many calls are kept, those included. */
  keptMax: number;
}
