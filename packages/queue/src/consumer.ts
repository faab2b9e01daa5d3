/**
 * Hints out of the queue, into `onHint`.
 *
 * If the process dies at any line: a hint that was taken up stays locked for a few seconds and is then given to
 * another consumer, or is lost with the queue. Neither matters: the runs are in PostgreSQL, a repeated hint finds
 * nothing to claim, and the rescuer makes a lost one again.
 */
import type { ReceivedHint, TaskPriority } from '@carillon/domain';
import { taskPriorities } from '@carillon/domain';
import type { Job } from 'bullmq';
import type { QueueConnection, QueueErrorListener } from './connection.js';
import { settled } from './deadline.js';
import { throttleErrors } from './error-throttle.js';
import { parseHint, waitingSince } from './hint-job.js';
import { HintWorkers } from './hint-workers.js';

export interface HintConsumerOptions {
  /** Hints of one priority in the hands of `onHint` at a time: full hands of one keep no hint of another waiting. */
  handsPerPriority: number;
  /** The hint is done when this resolves. When it rejects the hint is dropped and the error reported. */
  onHint(hint: ReceivedHint): Promise<void>;
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
  /** Whether the server answered lately, for each priority. True while paused, when it is not asked. */
  isHealthy(): boolean;
  /** When the server last answered for the priority for which it has been silent longest; null: never. */
  lastAnswerAt(): Date | null;
  /** Hints of all priorities in the hands of `onHint` now. */
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

const superviseEveryMs = 500;
const graceMs = 1_000;

class Consumer implements HintConsumer {
  readonly #report: (error: unknown) => void;
  readonly #silenceMaxMs: number;
  readonly #inHand = new Set<Promise<void>>();
  readonly #supervision: NodeJS.Timeout;
  readonly #answeredAt = new Map<TaskPriority, number>();
  #workers: HintWorkers;
  #paused = false;
  #closing: Promise<void> | null = null;
  /** From when on answers are waited for. */
  #askedSince = Date.now();
  #dropped = 0;

  constructor(
    private readonly connection: QueueConnection,
    private readonly options: HintConsumerOptions,
  ) {
    this.#report = throttleErrors(options.onError);
    this.#silenceMaxMs = options.silenceMaxMs ?? 15_000;
    this.#workers = this.#connect();
    this.#supervision = setInterval(() => this.#supervise(), superviseEveryMs).unref();
  }

  async pause(): Promise<void> {
    this.#paused = true;
    await this.#whenIdle(this.#workers.pause());
  }

  resume(): void {
    this.#paused = false;
    this.#askedSince = Date.now();
    this.#workers.resume();
  }

  isPaused(): boolean {
    return this.#paused;
  }

  isHealthy(): boolean {
    if (this.#closing || this.#workers.isBroken) return false;
    return this.#paused || Date.now() - this.#oldestAnswerAt() < this.#silenceMaxMs;
  }

  lastAnswerAt(): Date | null {
    const oldest = this.#oldestAnswerAt();
    return oldest === 0 ? null : new Date(oldest);
  }

  activeCount(): number {
    return this.#inHand.size;
  }

  droppedCount(): number {
    return this.#dropped;
  }

  reconnect(): void {
    if (this.#closing) return;
    const old = this.#workers;
    this.#askedSince = Date.now();
    this.#workers = this.#connect();
    // Hints in the old workers' hands go on; they finish without them.
    void old.abandon(graceMs);
  }

  close(deadlineMs = 10_000): Promise<void> {
    this.#closing ??= this.#close(deadlineMs);
    return this.#closing;
  }

  async #close(deadlineMs: number): Promise<void> {
    clearInterval(this.#supervision);
    await settled(this.#whenIdle(this.#workers.finish()), deadlineMs);
    await this.#workers.abandon(0);
  }

  #connect(): HintWorkers {
    const workers: HintWorkers = new HintWorkers(this.connection, {
      handsPerPriority: this.options.handsPerPriority,
      paused: this.#paused,
      take: (job, priority) => this.#take(job, priority),
      onAnswer: (priority) => {
        if (this.#workers === workers) this.#answeredAt.set(priority, Date.now());
      },
      onError: this.#report,
    });
    return workers;
  }

  /** 0: for one priority there was none yet. */
  #oldestAnswerAt(): number {
    return Math.min(...taskPriorities.map((priority) => this.#answeredAt.get(priority) ?? 0));
  }

  #supervise(): void {
    const silentSince = Math.max(this.#askedSince, this.#oldestAnswerAt());
    const silent = !this.#paused && Date.now() - silentSince > this.#silenceMaxMs;
    if (this.#workers.isBroken || silent) this.reconnect();
  }

  async #take(job: Job<unknown>, priority: TaskPriority): Promise<void> {
    // Whoever put it there: it leaves the queue in any case.
    Object.assign(job.opts, { attempts: 1, removeOnComplete: true, removeOnFail: true });
    const parsed = parseHint(job.data);
    if ('reason' in parsed) {
      this.#dropped += 1;
      this.options.onDropped?.(job.id ?? '', parsed.reason);
      return;
    }
    const waitingSinceMs = waitingSince(job, Date.now());
    const work = this.options.onHint({ ...parsed.hint, priority, waitingSinceMs });
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
