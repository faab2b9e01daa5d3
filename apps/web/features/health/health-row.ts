import type { HealthDetail } from './health.api';

/** `unknown` is no verdict: it could not be learned. */
export type Light = 'good' | 'fair' | 'bad' | 'unknown';

/** One thing that is well or not, by which measure, and what helps. */
export interface HealthRow {
  id: string;
  name: string;
  light: Light;
  value: string;
  /** What it is measured by; null: nothing. */
  threshold: string | null;
  /** Since when what is told has been so, as far as that is known; ISO 8601. */
  since: string | null;
  /** What to do; null: nothing. */
  fix: string | null;
}

/** What only the browser knows. */
export interface BrowserState {
  live: 'connecting' | 'connected' | 'reconnecting' | 'offline';
  /** `websocket` or `polling`; null without a connection. */
  transport: string | null;
  reconnects: number;
  connectedAt: string | null;
  /** How long the last answer took; null before the first. */
  roundTripMs: number | null;
  /** How far the clock of this machine is ahead of the server's, and how far that may be off. */
  clock: { aheadMs: number; errorMs: number } | null;
}

type Rest = Partial<Pick<HealthRow, 'threshold' | 'since' | 'fix'>>;

// eslint-disable-next-line max-params -- what every row has, and the rest.
export function row(id: string, name: string, light: Light, value: string, rest: Rest = {}): HealthRow {
  return { id, name, light, value, threshold: null, since: null, fix: null, ...rest };
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `312 MB`, in steps of 1,000. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${byteUnits[unit]!}`;
}

/** Whose figures they are: of several processes that share the port, one has answered. */
export function nameOfApi({ processes }: HealthDetail['api']): string {
  return processes === 1 ? 'this API' : `one of ${processes} API processes`;
}
