/**
 * Hints out of the queue, into `onHint`.
 *
 * If the process dies at any line: a hint that was taken up stays locked for a few seconds and is then given to
 * another consumer, or is lost with the queue. Neither matters: the runs are in PostgreSQL, a repeated hint finds
 * nothing to claim, and the rescuer makes a lost one again.
 */
import type { Hint } from '@carillon/domain';
import type { Job } from 'bullmq';
import { withBackend } from 'bullmq';
import type { QueueBackend } from './backend.js';
import { openQueueBackend } from './backend.js';
import type { QueueConnection, QueueErrorListener } from './connection.js';
import { settled } from './deadline.js';
import { throttleErrors } from './error-throttle.js';
import { parseHint } from './hint-job.js';
import { watchBackend } from './watched-backend.js';
import { workerOptions } from './worker-options.js';

export interface HintConsumerOptions {
  /** Hints in the hands of `onHint` at a time. */
  concurrency: number;
  /** The hint is done when this resolves. When it rejects the hint is dropped and the error reported. */
  onHint(hint: Hint): Promise<void>;
  /** Errors of the queue, from which it recovers by itself, and of `onHint`; floods are thinned out. */
  onError: QueueErrorListener;
  /** A job that is no hint was removed. */
  onDropped?(jobId: string, reason: string): void;
  /** Default 15,000. A server that has not answered for longer gets a new connection. */
  silenceMaxMs?: number;
}

export interface HintConsumer {
  /** Takes no more hints; resolves when those in hand are done. A dead server holds it up for a second at most. */
  pause(): Promise<void>;
  resume(): void;
  isPaused(): boolean;
  /** Whether the server answered lately. True while paused, when it is not asked. */
  isHealthy(): boolean;
  /** When the server last answered; null: never. */
  lastAnswerAt(): Date | null;
  /** Hints in the hands of `onHint` now. */
  activeCount(): number;
  /** Jobs that were no hints, since the start. */
  droppedCount(): number;
  /** Opens new connections at once. For a watchdog that knows of due runs for which no hint arrives. */
  reconnect(): void;
  /** Takes no more hints and waits for those in hand, up to the deadline (default 10,000 ms). */
  close(deadlineMs?: number): Promise<void>;
}

/**
 * Takes hints from now on, or from when the server is there: it need not run yet. All connections are its own.
 */
export function createHintConsumer(connection: QueueConnection, options: HintConsumerOptions): HintConsumer {
  return new Consumer(connection, options);
}

interface Link {
  backend: QueueBackend;
  worker: { pause(): Promise<void>; resume(): Promise<void>; close(force?: boolean): Promise<void> };
}

const superviseEveryMs = 500;
const graceMs = 1_000;

class Consumer implements HintConsumer {
  readonly #report: (error: unknown) => void;
  readonly #silenceMaxMs: number;
  readonly #inHand = new Set<Promise<void>>();
  readonly #supervision: NodeJS.Timeout;
  #link: Link;
  #broken = false;
  #paused = false;
  #closing: Promise<void> | null = null;
  #lastAnswerAt: number | null = null;
  /** From when on silence counts: the last answer, or the start of the waiting for one. */
  #silentSince = Date.now();
  #dropped = 0;

  constructor(
    private readonly connection: QueueConnection,
    private readonly options: HintConsumerOptions,
  ) {
    this.#report = throttleErrors(options.onError);
    this.#silenceMaxMs = options.silenceMaxMs ?? 15_000;
    this.#link = this.#connect();
    this.#supervision = setInterval(() => this.#supervise(), superviseEveryMs).unref();
  }

  async pause(): Promise<void> {
    this.#paused = true;
    await this.#whenIdle(this.#link.worker.pause());
  }

  resume(): void {
    this.#paused = false;
    this.#silentSince = Date.now();
    // BullMQ reports a failure to resume as an error event.
    void this.#link.worker.resume();
  }

  isPaused(): boolean {
    return this.#paused;
  }

  isHealthy(): boolean {
    if (this.#closing || this.#broken) return false;
    return (
      this.#paused || (this.#lastAnswerAt !== null && Date.now() - this.#lastAnswerAt < this.#silenceMaxMs)
    );
  }

  lastAnswerAt(): Date | null {
    return this.#lastAnswerAt === null ? null : new Date(this.#lastAnswerAt);
  }

  activeCount(): number {
    return this.#inHand.size;
  }

  droppedCount(): number {
    return this.#dropped;
  }

  reconnect(): void {
    if (this.#closing) return;
    const old = this.#link;
    this.#broken = false;
    this.#silentSince = Date.now();
    this.#link = this.#connect();
    // Hints in the old worker's hands go on; they finish without it.
    void settled(old.worker.close(true), graceMs).then(() => old.backend.close());
  }

  close(deadlineMs = 10_000): Promise<void> {
    this.#closing ??= this.#close(deadlineMs);
    return this.#closing;
  }

  async #close(deadlineMs: number): Promise<void> {
    clearInterval(this.#supervision);
    const { worker, backend } = this.#link;
    await settled(this.#whenIdle(worker.close()), deadlineMs);
    backend.close();
  }

  #connect(): Link {
    const backend = openQueueBackend(this.connection, this.#report);
    const { Worker: WatchedWorker } = withBackend(watchBackend(() => this.#answered(backend)));
    const worker = new WatchedWorker(backend.queueName, (job) => this.#take(job), {
      ...backend.options,
      ...workerOptions,
      concurrency: this.options.concurrency,
      autorun: !this.#paused,
    });
    worker.on('error', this.#report);
    // BullMQ never tries a first connection twice, so a worker that failed to start is replaced.
    worker.waitUntilReady().catch((error: unknown) => {
      this.#report(error);
      if (this.#link.worker === worker) this.#broken = true;
    });
    return { backend, worker };
  }

  #answered(backend: QueueBackend): void {
    if (this.#link.backend !== backend) return;
    this.#lastAnswerAt = Date.now();
    this.#silentSince = Date.now();
  }

  #supervise(): void {
    const silent = !this.#paused && Date.now() - this.#silentSince > this.#silenceMaxMs;
    if (this.#broken || silent) this.reconnect();
  }

  async #take(job: Job<unknown>): Promise<void> {
    // Whoever put it there: it leaves the queue in any case.
    Object.assign(job.opts, { attempts: 1, removeOnComplete: true, removeOnFail: true });
    const parsed = parseHint(job.data);
    if ('reason' in parsed) {
      this.#dropped += 1;
      this.options.onDropped?.(job.id ?? '', parsed.reason);
      return;
    }
    const work = this.options.onHint(parsed.hint);
    this.#inHand.add(work);
    try {
      await work;
    } catch (error) {
      this.#report(error);
      throw error;
    } finally {
      this.#inHand.delete(work);
    }
  }

  /** BullMQ's own end of the matter, or, when the server does not let it come to one, a moment after the last hint. */
  async #whenIdle(bullmqEnd: Promise<void>): Promise<void> {
    const handsEmpty = async (): Promise<void> => {
      do {
        await Promise.allSettled(this.#inHand);
        await settled(bullmqEnd, graceMs);
      } while (this.#inHand.size > 0);
    };
    await Promise.race([bullmqEnd.catch(this.#report), handsEmpty()]);
  }
}
