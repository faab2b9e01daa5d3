import { z } from 'zod';

const latency = z.int().min(0).max(60_000);

/** What a client may set; what it leaves out stays as it is. */
export const settingsPatchSchema = z
  .strictObject({
    failCalls: z.array(z.int().min(1).max(1_000_000)).max(100),
    failStatus: z.int().min(400).max(599),
    latencyMinMs: latency,
    latencyMaxMs: latency,
  })
  .partial();

/** How the dummy webhook behaves. */
export interface Settings {
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
