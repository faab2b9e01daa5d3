import { AppError } from '@carillon/domain';
import type { QueueBackend } from './backend.js';
import { HintQueue, openQueueBackend } from './backend.js';
import type { QueueConnection } from './connection.js';
import { DeadlineExceeded, settled, withDeadline } from './deadline.js';

interface OpenQueue {
  backend: QueueBackend;
  queue: HintQueue;
  failed: boolean;
  /** When the server last did what it was asked to, or the connection was begun. */
  aliveAt: number;
}

const closeTimeoutMs = 1_000;

/** As long may a connection take to come about, or a server be slow, however small the budgets of the callers. */
const silenceMaxMs = 3_000;

/**
 * A BullMQ queue that is opened on first use, and opened anew where BullMQ could not recover: when its first
 * connection failed, which it remembers for ever, and when the server fell silent, which on a half-open connection
 * lasts for many minutes. Opening anew also drops the commands that had piled up for a dead server.
 */
export class QueueLink {
  #open: OpenQueue | null = null;
  #closed = false;

  constructor(
    private readonly connection: QueueConnection,
    private readonly onError: (error: unknown) => void,
  ) {}

  /**
   * Does the work, or gives up on it after the time given.
   *
   * @throws AppError `queue.unreachable`, whatever went wrong
   */
  async use<T>(timeoutMs: number, work: (queue: HintQueue, backend: QueueBackend) => Promise<T>): Promise<T> {
    if (this.#closed) throw new AppError('queue.unreachable', 'The queue is closed.');
    const open = (this.#open ??= this.#connect());
    try {
      const result = await withDeadline(work(open.queue, open.backend), timeoutMs);
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
    if (open) await shut(open);
  }

  #connect(): OpenQueue {
    const backend = openQueueBackend(this.connection, this.onError);
    const queue = new HintQueue(backend.queueName, backend.options);
    const open: OpenQueue = { backend, queue, failed: false, aliveAt: Date.now() };
    queue.on('error', this.onError);
    queue.waitUntilReady().catch((error: unknown) => {
      open.failed = true;
      this.onError(error);
    });
    return open;
  }

  #discard(open: OpenQueue): void {
    if (this.#open === open) this.#open = null;
    void shut(open);
  }
}

function isLost(open: OpenQueue, error: unknown): boolean {
  return open.failed || (error instanceof DeadlineExceeded && Date.now() - open.aliveAt > silenceMaxMs);
}

async function shut({ queue, backend }: OpenQueue): Promise<void> {
  await settled(queue.close(), closeTimeoutMs);
  backend.close();
}
