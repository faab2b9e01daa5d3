import type { ApiConfig } from '@carillon/config';
import type { Pool, StalledRun, WorkerStatus } from '@carillon/db';
import { findOpenRuns, listLostRuns, listUnclaimedRuns, listWorkers } from '@carillon/db';
import type { TaskPriority } from '@carillon/domain';
import type { QueueAdmin, QueuedHint } from '@carillon/queue';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, POOL, QUEUE_ADMIN } from '../dependencies.js';

/** A run that is under way with nobody at work on it, or due with nobody to be told of it. */
export type Stalled = Omit<StalledRun, 'reason'> & {
  reason: Exclude<StalledRun['reason'], 'unclaimed'> | 'no_hint';
};

/** A hint that leads to nothing any more. */
export interface OrphanedHint {
  id: string;
  priority: TaskPriority;
  hintState: QueuedHint['state'];
  since: Date;
  droppedFrom: Date;
  runs: number;
}

export interface StalledQueue {
  runs: Stalled[];
  hints: OrphanedHint[] | null;
  isWhole: boolean;
  publishersAtWork: number;
}

/** However many look, it is read so often at the most. */
const keptMs = 1_000;
/** What is on its way for a shorter time is at work. */
const settledMs = 5_000;
/** Of each reason, and of the hints of each priority and state. */
const toldMax = 100;
/** Runs of hints that are looked up at once; hints beyond are looked at when those before them are gone. */
const refsMax = 10_000;

/** Finds what has lost its listener, its hint or its run: the truth of PostgreSQL beside the content of the queue. */
@Injectable()
export class StalledService {
  #latest: { answer: Promise<StalledQueue>; readAt: number } | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(QUEUE_ADMIN) private readonly queueAdmin: QueueAdmin,
  ) {}

  /** At most `keptMs` old. */
  read(): Promise<StalledQueue> {
    const now = performance.now();
    if (this.#latest !== null && now - this.#latest.readAt <= keptMs) return this.#latest.answer;
    const mine = { answer: this.#read(), readAt: now };
    this.#latest = mine;
    mine.answer.catch(() => (mine.readAt = -Infinity));
    return mine.answer;
  }

  async #read(): Promise<StalledQueue> {
    const { workerTimeoutMs } = this.config;
    // Before the runs: one that is claimed in between is no longer unclaimed when its hint is gone.
    const queue = await this.queueAdmin.hints(toldMax).catch(() => null);
    const [lost, unclaimed, hints, workers] = await Promise.all([
      listLostRuns(this.pool, { workerTimeoutMs, silentMs: workerTimeoutMs / 2, limit: toldMax }),
      queue?.isAll === true ? listUnclaimedRuns(this.pool, { dueMs: settledMs, limit: toldMax }) : [],
      queue === null ? null : this.#orphansOf(queue.hints),
      listWorkers(this.pool),
    ]);
    const named = new Set(queue?.hints.flatMap(({ runs }) => runs.map(({ id }) => id)));
    const unhinted = unclaimed.filter(({ id }) => !named.has(id));
    return {
      runs: [...lost, ...unhinted].map(toStalled).sort((a, b) => a.since.getTime() - b.since.getTime()),
      hints,
      isWhole: queue?.isAll === true,
      publishersAtWork: workers.filter((worker) => this.#isPublisherAtWork(worker)).length,
    };
  }

  async #orphansOf(hints: readonly QueuedHint[]): Promise<OrphanedHint[]> {
    const settled = upToRefs(hints.filter(({ madeAtMs }) => madeAtMs < Date.now() - settledMs));
    const open = await findOpenRuns(
      this.pool,
      settled.flatMap(({ runs }) => runs),
    );
    return settled
      .filter(({ runs }) => !runs.some(({ id }) => open.has(id)))
      .slice(0, toldMax)
      .map(({ id, priority, state, madeAtMs, dueAtMs, runs }) => ({
        ...{ id, priority, hintState: state, runs: runs.length },
        ...{ since: new Date(madeAtMs), droppedFrom: new Date(dueAtMs) },
      }));
  }

  #isPublisherAtWork({ kind, silentMs }: WorkerStatus): boolean {
    return kind === 'publisher' && silentMs < this.config.workerTimeoutMs;
  }
}

function toStalled({ reason, ...run }: StalledRun): Stalled {
  return { ...run, reason: reason === 'unclaimed' ? 'no_hint' : reason };
}

function upToRefs(hints: readonly QueuedHint[]): QueuedHint[] {
  let refs = 0;
  return hints.filter(({ runs }) => (refs += runs.length) <= refsMax);
}
