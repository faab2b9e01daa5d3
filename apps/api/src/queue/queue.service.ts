import type { Pool, QueueDepth, QueueLag, WorkerStatus } from '@carillon/db';
import { listWorkers, readQueueDepth, readQueueLag } from '@carillon/db';
import type { QueueAdmin, QueueCounts } from '@carillon/queue';
import { Inject, Injectable } from '@nestjs/common';
import { POOL, QUEUE_ADMIN } from '../dependencies.js';
import { Announcer } from '../live/announcer.js';

export interface QueueStatus {
  depth: QueueDepth[];
  lag: QueueLag;
  workers: WorkerStatus[];
  hints: QueueCounts | null;
  paused: boolean | null;
}

/** The state of the queue: the truth from PostgreSQL, beside what the transport says of itself. */
@Injectable()
export class QueueService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(QUEUE_ADMIN) private readonly queueAdmin: QueueAdmin,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  async status(): Promise<QueueStatus> {
    const [depth, lag, workers, hints, paused] = await Promise.all([
      readQueueDepth(this.pool),
      readQueueLag(this.pool),
      listWorkers(this.pool),
      this.queueAdmin.counts().catch(() => null),
      this.queueAdmin.isPaused().catch(() => null),
    ]);
    return { depth, lag, workers, hints, paused };
  }

  /** Listeners take no more hints until `resume`. What is due keeps its place in PostgreSQL. */
  async pause(): Promise<{ paused: boolean }> {
    await this.queueAdmin.pause();
    this.announcer.queue();
    return { paused: true };
  }

  async resume(): Promise<{ paused: boolean }> {
    await this.queueAdmin.resume();
    this.announcer.queue();
    return { paused: false };
  }
}
