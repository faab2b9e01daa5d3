import type { TaskPriority } from '@carillon/domain';
import { taskPriorities } from '@carillon/domain';
import type { Job } from 'bullmq';
import { withBackend } from 'bullmq';
import type { QueueBackend } from './backend.js';
import { openQueueBackend } from './backend.js';
import type { QueueConnection } from './connection.js';
import { settled } from './deadline.js';
import { watchBackend } from './watched-backend.js';
import { workerOptions } from './worker-options.js';

export interface HintWorkersOptions {
  handsPerPriority: number;
  paused: boolean;
  take: (job: Job<unknown>, priority: TaskPriority) => Promise<void>;
  /** The server answered the worker of this priority. */
  onAnswer: (priority: TaskPriority) => void;
  onError: (error: unknown) => void;
}

interface Worker {
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(force?: boolean): Promise<void>;
}

/** On PostgreSQL, beside the one for good of each worker; with two, hints were taken a fifth to a third slower. */
const queryConnections = 4;

/** One BullMQ worker for each priority, on connections that they share. A broken set is given up as a whole. */
export class HintWorkers {
  readonly #backend: QueueBackend;
  readonly #workers: Worker[];
  #broken = false;

  constructor(
    connection: QueueConnection,
    private readonly options: HintWorkersOptions,
  ) {
    this.#backend = openQueueBackend(connection, {
      connectionsMax: taskPriorities.length + queryConnections,
      onError: options.onError,
    });
    this.#workers = taskPriorities.map((priority) => this.#start(priority));
  }

  /** BullMQ never tries a first connection twice, so workers of which one failed to start must be replaced. */
  get isBroken(): boolean {
    return this.#broken;
  }

  /** Resolves when BullMQ holds nothing more, which a dead server may put off without end. */
  async pause(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.pause()));
  }

  /** BullMQ reports a failure to resume as an error event. */
  resume(): void {
    for (const worker of this.#workers) void worker.resume();
  }

  /** Takes no more. Resolves when the hints in hand are done; a dead server may put that off without end. */
  async finish(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  /** Leaves the hints in hand to themselves. Returns within about the grace given, with a dead server too. */
  async abandon(graceMs: number): Promise<void> {
    const closed = this.#workers.map((worker) => worker.close(true));
    await settled(Promise.allSettled(closed), graceMs);
    await this.#backend.close();
  }

  #start(priority: TaskPriority): Worker {
    const { handsPerPriority, paused, take, onAnswer, onError } = this.options;
    const { Worker: WatchedWorker } = withBackend(watchBackend(() => onAnswer(priority)));
    const worker = new WatchedWorker(
      this.#backend.queueNameOf(priority),
      (job: Job<unknown>) => take(job, priority),
      { ...this.#backend.options, ...workerOptions, concurrency: handsPerPriority, autorun: !paused },
    );
    worker.on('error', onError);
    worker.waitUntilReady().catch((error: unknown) => {
      this.#broken = true;
      onError(error);
    });
    return worker;
  }
}
