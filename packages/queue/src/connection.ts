import type { TaskPriority } from '@carillon/domain';

/** Where the hints are kept. */
export interface QueueConnection {
  /** Used when there is no Redis. A direct connection: LISTEN does not survive a transaction pooler. */
  databaseUrl: string;
  /** With a URL the queue is in Redis, with null in PostgreSQL. */
  redisUrl: string | null;
  /** Keeps installations, and test files, on one server apart. Letters, digits, `-` and `_`. Default `carillon`. */
  prefix?: string;
}

/** Learns of errors from which the queue recovers by itself; `suppressed` equal ones went before unreported. */
export type QueueErrorListener = (error: Error, suppressed: number) => void;

/**
 * One BullMQ queue for each priority: see docs/adr/0008-one-queue-per-priority.md. What an older release left in a
 * queue of another name stays there unread: the rescuer hints at those runs again.
 *
 * @throws Error if the prefix would be taken for BullMQ's own key separators
 */
export function queueNameOf(connection: QueueConnection, priority: TaskPriority): string {
  const prefix = connection.prefix ?? 'carillon';
  if (!/^[\w-]{1,40}$/.test(prefix)) throw new Error(`Not a queue prefix: ${JSON.stringify(prefix)}`);
  return `${prefix}-hints-${priority}`;
}
