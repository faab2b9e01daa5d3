import type { Backend } from './backend.js';
import type { World } from './world.js';

export const bothBackends: Backend[] = ['redis', 'postgresql'];

/** What a row uses beside a database, a receiver and processes. */
export type Need =
  /** A PostgreSQL server of its own, that may be stopped. */
  | 'own-postgres'
  /** A proxy between the processes and PostgreSQL. */
  | 'database-proxy'
  /** A proxy between the processes and Redis. */
  | 'redis-proxy'
  /** The API. */
  | 'api'
  /** A PostgreSQL of its own and processes whose clocks can be moved together; needs libfaketime. */
  | 'faketime';

/** One experiment. When `run` is over, the schedules are ended, everything settles, and the invariants are checked. */
export interface Row {
  row: number;
  title: string;
  backends: Backend[];
  needs?: Need[];
  /** Part of `npm test`. */
  fast?: boolean;
  /** Variables for every process. */
  settings?: Record<string, string>;
  /** Settings of its own PostgreSQL. */
  postgresSettings?: Record<string, string>;
  /** How long the row may take until it counts as failed. Default 120,000. */
  timeoutMs?: number;
  /** How long the rest may take to come to its end. Default 45,000. */
  settleMs?: number;
  /** Breaks things and checks what is particular to it; throws when a promise does not hold. */
  run(world: World): Promise<void>;
}
