import { newId } from '@carillon/domain';
import type { HintQueue } from './backend.js';
import type { QueueConnection, QueueErrorListener } from './connection.js';
import { throttleErrors } from './error-throttle.js';
import { QueueLink } from './queue-link.js';

/** Hints by state. `prioritized` is the usual one of a hint that may be taken: all of ours have a priority. */
export interface QueueCounts {
  waiting: number;
  prioritized: number;
  delayed: number;
  active: number;
}

export interface QueueCheck {
  kind: 'redis' | 'postgresql';
  /** Time of one write, in ms. */
  latencyMs: number;
  /** Settings that endanger hints, in words for the operator. */
  warnings: string[];
}

/** Every method rejects with AppError `queue.unreachable` when the queue does not answer in time. */
export interface QueueAdmin {
  counts(): Promise<QueueCounts>;
  /** No consumer takes a hint until `resume`. Kept in the queue, so it ends when the queue is wiped. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  isPaused(): Promise<boolean>;
  /** Differs from the last answer when hints may have been lost: the server was replaced, restarted or wiped. */
  identity(): Promise<string>;
  /** Writes: a full Redis refuses that while it still answers PING. */
  check(): Promise<QueueCheck>;
  /** Removes every hint, those taken up included. */
  obliterate(): Promise<void>;
  /** Returns within about a second, with a dead server too. */
  close(): Promise<void>;
}

export interface QueueAdminOptions {
  /** Default 2000, for each call. */
  timeoutMs?: number;
  onError?: QueueErrorListener;
}

export function createQueueAdmin(connection: QueueConnection, options: QueueAdminOptions = {}): QueueAdmin {
  const { timeoutMs = 2_000, onError = () => undefined } = options;
  const link = new QueueLink(connection, throttleErrors(onError));
  return {
    counts: () =>
      link.use(timeoutMs, async (queue) => {
        const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active');
        const { waiting = 0, prioritized = 0, delayed = 0, active = 0 } = counts;
        return { waiting, prioritized, delayed, active };
      }),
    pause: () => link.use(timeoutMs, (queue) => queue.pause()),
    resume: () => link.use(timeoutMs, (queue) => queue.resume()),
    isPaused: () => link.use(timeoutMs, (queue) => queue.isPaused()),
    identity: () =>
      link.use(timeoutMs, async (queue, backend) => `${await backend.serverId()}/${await readEpoch(queue)}`),
    check: () =>
      link.use(timeoutMs, async (queue, backend) => {
        await queue.waitUntilReady();
        const startedAt = performance.now();
        await queue.getBackend().setQueueMeta({ 'carillon.probe': Date.now() });
        const latencyMs = performance.now() - startedAt;
        return { kind: backend.kind, latencyMs, warnings: await backend.warnings() };
      }),
    obliterate: () =>
      link.use(timeoutMs * 5, async (queue) => {
        await queue.obliterate({ force: true });
        await queue.resume();
      }),
    close: () => link.close(),
  };
}

/**
 * A mark in the queue itself, gone when the queue was wiped without a restart. Two who miss it at the same time
 * write two; the last one stays, which costs the other one needless rescue.
 */
async function readEpoch(queue: HintQueue): Promise<string> {
  await queue.waitUntilReady();
  const backend = queue.getBackend();
  const found = await backend.getQueueMetaField('carillon.epoch');
  if (found !== null) return found;
  const made = newId();
  await backend.setQueueMeta({ 'carillon.epoch': made });
  return made;
}
