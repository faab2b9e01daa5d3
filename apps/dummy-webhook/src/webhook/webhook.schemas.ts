import { z } from 'zod';

/** `?status=503&delayMs=1000`: how one call is to be answered, whatever the settings say. Other parameters are the sender's. */
export const overrideSchema = z.object({
  status: z.coerce.number().int().min(200).max(599).optional(),
  delayMs: z.coerce.number().int().min(0).max(60_000).optional(),
});

/** A call as it arrived. */
export interface IncomingCall {
  method: string;
  path: string;
  query: unknown;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A call as `GET /requests` shows it. */
export interface ReceivedCall {
  /** ISO 8601 UTC, on arrival. */
  at: string;
  method: string;
  path: string;
  /** Its place in the cycle, from 1; null for a call that asked for its status. */
  position: number | null;
  /** At most `shownBodyMax` characters. */
  body: string;
  bodyLength: number;
  headers: Record<string, string>;
  /** What is answered. */
  status: number;
  latencyMs: number;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export interface Stats {
  /** Calls since the start or the last reset. */
  count: number;
  /** The place of the last call in the cycle; 0 before the first. */
  position: number;
  /** Answered with 400 and above. */
  failed: number;
  succeeded: number;
}
