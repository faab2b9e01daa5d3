import type { TaskPriority } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import type { QueueBackend } from './backend.js';
import { HintQueue, openQueueBackend } from './backend.js';
import type { QueueConnection } from './connection.js';
import { DeadlineExceeded, settled, withDeadline } from './deadline.js';

/** The connections, and the queues of those priorities that were asked for. */
class OpenQueues {
  readonly backend: QueueBackend;
  failed = false;
  /** When the server last did what it was asked to, or the connection was begun. */
  aliveAt = Date.now();
  readonly #queues = new Map<TaskPriority, HintQueue>();

  constructor(
    connection: QueueConnection,
    connectionsMax: number,
    private readonly onError: (error: unknown) => void,
  ) {
    this.backend = openQueueBackend(connection, { connectionsMax, onError });
  }

  queueOf(priority: TaskPriority): HintQueue {
    const found = this.#queues.get(priority);
    if (found) return found;
    const queue = new HintQueue(this.backend.queueNameOf(priority), this.backend.options);
    this.#queues.set(priority, queue);
    queue.on('error', this.onError);
    queue.waitUntilReady().catch((error: unknown) => {
      this.failed = true;
      this.onError(error);
    });
    return queue;
  }

  async close(): Promise<void> {
    const closed = [...this.#queues.values()].map((queue) => queue.close());
    await settled(Promise.allSettled(closed), closeTimeoutMs);
    await this.backend.close();
  }
}

export interface QueueLinkOptions {
  /** PostgreSQL connections at the most; they are opened when needed and closed when idle. */
  connectionsMax: number;
  onError: (error: unknown) => void;
}

const closeTimeoutMs = 1_000;

/** As long may a connection take to come about, or a server be slow, however small the budgets of the callers. */
const silenceMaxMs = 3_000;

/**
 * BullMQ queues that are opened on first use, and opened anew where BullMQ could not recover: when a first
 * connection failed, which it remembers for ever, and when the server fell silent, which on a half-open connection
 * lasts for many minutes. Opening anew also drops the commands that had piled up for a dead server.
 */
export class QueueLink {
  #open: OpenQueues | null = null;
  #closed = false;

  constructor(
    private readonly connection: QueueConnection,
    private readonly options: QueueLinkOptions,
  ) {}

  /**
   * Does the work, or gives up on it after the time given.
   *
   * @throws AppError `queue.unreachable`, whatever went wrong
   */
  async use<T>(
    timeoutMs: number,
    work: (queueOf: (priority: TaskPriority) => HintQueue, backend: QueueBackend) => Promise<T>,
  ): Promise<T> {
    if (this.#closed) throw new AppError('queue.unreachable', 'The queue is closed.');
    const { connectionsMax, onError } = this.options;
    const open = (this.#open ??= new OpenQueues(this.connection, connectionsMax, onError));
    try {
      const doing = work((priority) => open.queueOf(priority), open.backend);
      const result = await withDeadline(doing, timeoutMs);
      open.aliveAt = Date.now();
      return result;
    } catch (error) {
      if (isLost(open, error)) this.#discard(open);
      throw new AppError('queue.unreachable', 'The queue does not answer.', { cause: error });
    }
  }

  /** Returns within about a second, with a dead server too. */
  async close(): Promise<void> {
    this.#closed = true;
    const open = this.#open;
    this.#open = null;
    await open?.close();
  }

  #discard(open: OpenQueues): void {
    if (this.#open === open) this.#open = null;
    void open.close();
  }
}

function isLost(open: OpenQueues, error: unknown): boolean {
  return open.failed || (error instanceof DeadlineExceeded && Date.now() - open.aliveAt > silenceMaxMs);
}
