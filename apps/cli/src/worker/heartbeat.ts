import { hostname } from 'node:os';
import type { Pool, Worker } from '@carillon/db';
import { declareWorkerDead, removeWorker, reportHeartbeat } from '@carillon/db';
import { newId } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import { version } from '../version.js';
import { Loop } from './loop.js';

export function describeWorker(kind: Worker['kind'], concurrency: number): Worker {
  return { id: newId(), kind, host: hostname(), pid: process.pid, version, concurrency };
}

/** Tells the other processes that this worker lives. Whoever is silent for too long loses its runs to the rescuer. */
export class Heartbeat {
  readonly #loop: Loop;
  #lastBeatAt: number | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly worker: Worker,
    private readonly options: { intervalMs: number; logger: Logger },
  ) {
    this.#loop = new Loop(
      () => this.#beat(),
      (error) => {
        this.options.logger.warn('The heartbeat did not reach PostgreSQL.', { error });
        return Math.min(this.options.intervalMs, 500);
      },
    );
  }

  /** Registers the worker before anything can be claimed in its name. */
  async start(): Promise<void> {
    await reportHeartbeat(this.pool, this.worker);
    this.#lastBeatAt = Date.now();
    this.#loop.start();
  }

  isFresh(withinMs: number): boolean {
    return this.#lastBeatAt !== null && Date.now() - this.#lastBeatAt < withinMs;
  }

  /** @param everythingDone false when runs are left behind: the rescuer then takes them at once */
  async stop(everythingDone: boolean): Promise<void> {
    await this.#loop.stop();
    await (everythingDone ? removeWorker : declareWorkerDead)(this.pool, this.worker.id);
  }

  async #beat(): Promise<number> {
    await reportHeartbeat(this.pool, this.worker);
    this.#lastBeatAt = Date.now();
    return this.options.intervalMs;
  }
}
