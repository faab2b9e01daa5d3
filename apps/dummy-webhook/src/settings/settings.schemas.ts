import { z } from 'zod';

const latency = z.int().min(0).max(60_000);

/** What the usual answer may do: be given, never come, or break the connection. */
export const behaviours = ['answer', 'hang', 'reset'] as const;

/** Headers that say how the answer is sent; the server writes them. */
const ownHeaders = ['connection', 'content-length', 'transfer-encoding'];
const headersMax = 20;

const headers = z
  .record(
    z
      .string()
      .regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, 'is no name of a header')
      .refine((name) => !ownHeaders.includes(name.toLowerCase()), 'is written by the receiver itself'),
    z.string().regex(/^[\x20-\x7e]{0,1000}$/, 'must be at most 1,000 printable ASCII characters'),
  )
  .refine((given) => Object.keys(given).length <= headersMax, `must be at most ${headersMax} headers`);

/** What a client may set; what it leaves out stays as it is. */
export const settingsPatchSchema = z
  .strictObject({
    failCalls: z.array(z.int().min(1).max(1_000_000)).max(100),
    failPercent: z.int().min(0).max(100).nullable(),
    failStatus: z.int().min(400).max(599),
    latencyMinMs: latency,
    latencyMaxMs: latency,
    answer: z
      .strictObject({
        behaviour: z.enum(behaviours),
        status: z.int().min(200).max(599),
        headers,
        body: z.string().max(16_384).nullable(),
      })
      .partial(),
  })
  .partial();

/** The answer of a call that does not fail on purpose. */
export interface UsualAnswer {
  behaviour: (typeof behaviours)[number];
  status: number;
  /** Besides those that every answer has. */
  headers: Record<string, string>;
  /** Null: the facts of the call, as JSON. */
  body: string | null;
}

/** With what it starts. */
export interface InitialSettings {
  /**
   * Which consecutive calls fail, counted from 1. The count starts again after the highest of them, so that
   * 7 and 11 mean: of every eleven calls, the 7th and the 11th. Empty: none fails.
   */
  failCalls: number[];
  /** The status of a failing answer. */
  failStatus: number;
  /** Each answer waits a random time between these two, in whole milliseconds, both included. */
  latencyMinMs: number;
  latencyMaxMs: number;
}

/** How the dummy webhook behaves. */
export interface Settings extends InitialSettings {
  /** So many of a hundred calls fail, by chance; null: those of `failCalls`. */
  failPercent: number | null;
  answer: UsualAnswer;
}
