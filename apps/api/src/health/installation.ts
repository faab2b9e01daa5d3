import type { ApiConfig } from '@carillon/config';
import type { Pool, QueueDepth, QueueLag, WorkerStatus } from '@carillon/db';
import {
  countHostCircuits,
  listWorkers,
  migrationStatus,
  probeWrite,
  readQueueDepth,
  readQueueLag,
} from '@carillon/db';
import type { QueueAdmin, QueueCheck } from '@carillon/queue';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, POOL, QUEUE_ADMIN } from '../dependencies.js';

/** A worker, and whether it was heard of lately enough to be at work. */
export type SeenWorker = WorkerStatus & { isAtWork: boolean };

/** The state of everything together; null for whatever could not be learned in time. */
export interface Installation {
  /** How long PostgreSQL took to write, in ms. */
  databaseMs: number | null;
  pendingMigrations: number | null;
  queue: QueueCheck | null;
  depth: QueueDepth[] | null;
  lag: QueueLag | null;
  workers: SeenWorker[] | null;
  hostsLeftAlone: number | null;
}

const answerTimeoutMs = 2_000;
/** Whoever asks more often gets the same answer: it is open to everybody, and costs a few statements. */
const keptMs = 1_000;

/** Looks at what the API depends on and works with, for health and metrics alike. */
@Injectable()
export class InstallationReader {
  #latest: { installation: Promise<Installation>; readAt: number } | null = null;
  #isMigrated = false;

  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(QUEUE_ADMIN) private readonly queueAdmin: QueueAdmin,
  ) {}

  /** Never rejects, and answers within about two seconds. */
  read(): Promise<Installation> {
    const now = performance.now();
    if (this.#latest === null || now - this.#latest.readAt > keptMs) {
      this.#latest = { installation: this.#read(), readAt: now };
    }
    return this.#latest.installation;
  }

  async #read(): Promise<Installation> {
    const [databaseMs, pendingMigrations, queue, depth, lag, workers, hostsLeftAlone] = await Promise.all([
      orNull(this.#timeWrite()),
      orNull(this.#countPendingMigrations()),
      orNull(this.queueAdmin.check()),
      orNull(readQueueDepth(this.pool)),
      orNull(readQueueLag(this.pool)),
      orNull(this.#listWorkers()),
      orNull(countHostCircuits(this.pool)),
    ]);
    return { databaseMs, pendingMigrations, queue, depth, lag, workers, hostsLeftAlone };
  }

  async #timeWrite(): Promise<number> {
    const startedAt = performance.now();
    await probeWrite(this.pool);
    return performance.now() - startedAt;
  }

  async #listWorkers(): Promise<SeenWorker[]> {
    const { workerTimeoutMs } = this.config;
    const workers = await listWorkers(this.pool);
    return workers.map((worker) => ({ ...worker, isAtWork: worker.silentMs < workerTimeoutMs }));
  }

  /** Asked until the answer is none: an applied migration stays, and asking opens a connection. */
  async #countPendingMigrations(): Promise<number> {
    if (this.#isMigrated) return 0;
    const { pending } = await migrationStatus(this.config.databaseUrl);
    this.#isMigrated = pending.length === 0;
    return pending.length;
  }
}

/** What came in time and without an error. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), answerTimeoutMs)));
  const known = answer.catch(() => null);
  try {
    return await Promise.race([known, late]);
  } finally {
    clearTimeout(timer);
  }
}
