import type { TaskPriority } from '@carillon/domain';
import { newId, taskPriorities } from '@carillon/domain';
import type { HintQueue } from './backend.js';
import type { QueueConnection, QueueErrorListener } from './connection.js';
import { throttleErrors } from './error-throttle.js';
import { QueueLink } from './queue-link.js';
import type { QueuedHint } from './queued-hints.js';
import { heldBack, readHints } from './queued-hints.js';
import type { RedisState } from './redis-state.js';
import { warningsOf } from './redis-state.js';

/** Hints by state. */
export interface HintCounts {
  waiting: number;
  delayed: number;
  active: number;
}

/** Of all priorities together, and of each. */
export interface QueueCounts extends HintCounts {
  byPriority: Record<TaskPriority, HintCounts>;
}

export interface QueueCheck {
  kind: 'redis' | 'postgresql';
  /** Time of one write into the queue of each priority, all at once, in ms. */
  latencyMs: number;
  /** Settings that endanger hints, in words for the operator. */
  warnings: string[];
  /** What Redis tells of itself; null when the queue lives in PostgreSQL. */
  redis: RedisState | null;
}

/** Every method rejects with AppError `queue.unreachable` when the queue does not answer in time. */
export interface QueueAdmin {
  counts(): Promise<QueueCounts>;
  /**
   * The hints themselves, those first that are taken first; of each priority and state at most `max`.
   *
   * @returns the hints, and whether these are all
   */
  hints(max: number): Promise<{ hints: QueuedHint[]; isAll: boolean }>;
  /** No consumer takes a hint until `resume`. Kept in the queue, so it ends when the queue is wiped. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** True as soon as hints of one priority are held back. */
  isPaused(): Promise<boolean>;
  /**
   * Differs from the last answer when hints may have been lost: the server was replaced or restarted, or the queue of
   * any priority wiped.
   */
  identity(): Promise<string>;
  /** Writes: a full Redis refuses that while it still answers PING. */
  check(): Promise<QueueCheck>;
  /**
   * The queues of all priorities, the most urgent first, for a board that shows what is in them. They are others after
   * the connection was opened anew, so they are to be asked for each time; a dead server rejects at once, not they.
   */
  queues(): Promise<HintQueue[]>;
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
  const link = new QueueLink(connection, { connectionsMax: 2, onError: throttleErrors(onError) });
  /** Does the same with the queue of every priority, the most urgent first. */
  const each = <T>(
    ask: (queue: HintQueue, priority: TaskPriority) => Promise<T>,
    timeLimitMs = timeoutMs,
  ): Promise<T[]> =>
    link.use(timeLimitMs, (queueOf) =>
      Promise.all(taskPriorities.map((priority) => ask(queueOf(priority), priority))),
    );
  return {
    counts: async () => sumUp(await each(readCounts)),
    async hints(max) {
      const read = await each((queue, priority) => readHints(queue, priority, max));
      return { hints: read.flatMap(({ hints }) => hints), isAll: read.every(({ isAll }) => isAll) };
    },
    async pause() {
      await each((queue) => queue.pause());
    },
    async resume() {
      await each((queue) => queue.resume());
    },
    isPaused: async () => (await each((queue) => queue.isPaused())).includes(true),
    identity: () =>
      link.use(timeoutMs, async (queueOf, backend) => {
        const epochs = taskPriorities.map((priority) => readEpoch(queueOf(priority)));
        const [serverId, ...marks] = await Promise.all([backend.serverId(), ...epochs]);
        return `${serverId}/${marks.join()}`;
      }),
    check: () =>
      link.use(timeoutMs, async (queueOf, backend) => {
        const queues = taskPriorities.map(queueOf);
        await Promise.all(queues.map((queue) => queue.waitUntilReady()));
        const startedAt = performance.now();
        await Promise.all(queues.map(writeProbe));
        const latencyMs = performance.now() - startedAt;
        const redis = await backend.inspect();
        return { kind: backend.kind, latencyMs, warnings: warningsOf(redis), redis };
      }),
    queues: () =>
      each(async (queue) => {
        await queue.waitUntilReady();
        await writeProbe(queue);
        return queue;
      }),
    async obliterate() {
      await each(async (queue) => {
        await queue.obliterate({ force: true });
        await queue.resume();
      }, timeoutMs * 5);
    },
    close: () => link.close(),
  };
}

async function writeProbe(queue: HintQueue): Promise<void> {
  await queue.getBackend().setQueueMeta({ 'carillon.probe': Date.now() });
}

async function readCounts(queue: HintQueue): Promise<HintCounts> {
  const counts = await queue.getJobCounts('waiting', heldBack, 'delayed', 'active');
  const { waiting = 0, [heldBack]: paused = 0, delayed = 0, active = 0 } = counts;
  return { waiting: waiting + paused, delayed, active };
}

/** @param counts in the order of the priorities */
function sumUp(counts: HintCounts[]): QueueCounts {
  const sum = (state: keyof HintCounts): number => counts.reduce((total, each) => total + each[state], 0);
  const byPriority = Object.fromEntries(taskPriorities.map((priority, index) => [priority, counts[index]]));
  return {
    waiting: sum('waiting'),
    delayed: sum('delayed'),
    active: sum('active'),
    byPriority: byPriority as QueueCounts['byPriority'],
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
