import { AppError } from '@carillon/domain';
import type { QueueBackend } from './backend.js';
import { HintQueue, openQueueBackend } from './backend.js';
import type { QueueConnection } from './connection.js';
import { DeadlineExceeded, settled, withDeadline } from './deadline.js';

interface OpenQueue {
  backend: QueueBackend;
  queue: HintQueue;
  ready: boolean;
}

const closeTimeoutMs = 1_000;

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
  async use<T>(
    timeoutMs: number,
    work: (queue: HintQueue, backend: QueueBackend) => Promise<T>,
  ): Promise<T> {
    if (this.#closed) throw new AppError('queue.unreachable', 'The queue is closed.');
    const open = (this.#open ??= this.#connect());
    try {
      return await withDeadline(work(open.queue, open.backend), timeoutMs);
    } catch (error) {
      if (!open.ready || error instanceof DeadlineExceeded) this.#discard(open);
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
    const open = { backend, queue, ready: false };
    queue.on('error', this.onError);
    queue.waitUntilReady().then(() => (open.ready = true), this.onError);
    return open;
  }

  #discard(open: OpenQueue): void {
    if (this.#open === open) this.#open = null;
    void shut(open);
  }
}

async function shut({ queue, backend }: OpenQueue): Promise<void> {
  await settled(queue.close(), closeTimeoutMs);
  backend.close();
}
