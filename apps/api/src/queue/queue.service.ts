import type { Pool, QueueDepth, QueueLag, WorkerStatus } from '@carillon/db';
import { listWorkers, readQueueDepth, readQueueLag } from '@carillon/db';
import type { EventBus } from '@carillon/events';
import type { QueueAdmin, QueueCounts } from '@carillon/queue';
import type { OnModuleDestroy } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { aroundChange } from '../audit/change.js';
import { EVENTS, POOL, QUEUE_ADMIN } from '../dependencies.js';
import { Announcer } from '../live/announcer.js';

export interface QueueStatus {
  depth: QueueDepth[];
  lag: QueueLag;
  workers: WorkerStatus[];
  hints: QueueCounts | null;
  paused: boolean | null;
}

/** A dashboard that asks twice a second sees no difference, and a hundred of them cost no more than one. */
const keepMs = 250;

/** The state of the queue: the truth from PostgreSQL, beside what the transport says of itself. */
@Injectable()
export class QueueService implements OnModuleDestroy {
  readonly #forgetting: () => void;
  #known: { status: Promise<QueueStatus>; freshUntil: number } | null = null;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(QUEUE_ADMIN) private readonly queueAdmin: QueueAdmin,
    @Inject(Announcer) private readonly announcer: Announcer,
    @Inject(EVENTS) events: EventBus,
  ) {
    // Paused or resumed elsewhere: what is asked for because of that is not to be what was known before.
    this.#forgetting = events.subscribe(({ type }) => {
      if (type === 'queue.updated') this.#known = null;
    });
  }

  onModuleDestroy(): void {
    this.#forgetting();
  }

  /** At most `keepMs` old; however many ask at the same moment, it is read once. */
  status(): Promise<QueueStatus> {
    const known = this.#known;
    if (known !== null && performance.now() < known.freshUntil) return known.status;
    const mine = { status: this.#read(), freshUntil: Infinity };
    this.#known = mine;
    mine.status.then(
      () => (mine.freshUntil = performance.now() + keepMs),
      () => (mine.freshUntil = 0),
    );
    return mine.status;
  }

  async #read(): Promise<QueueStatus> {
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
    await aroundChange(this.pool, () => this.queueAdmin.pause());
    this.#known = null;
    this.announcer.queue(true);
    return { paused: true };
  }

  async resume(): Promise<{ paused: boolean }> {
    await aroundChange(this.pool, () => this.queueAdmin.resume());
    this.#known = null;
    this.announcer.queue(false);
    return { paused: false };
  }
}
