import type { Pool } from '@carillon/db';
import { readRunStates } from '@carillon/db';
import type { LiveEvent, Task } from '@carillon/domain';
import { runUpdated } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import type { Logger } from '@carillon/telemetry';

/** More runs than this at once are not told one by one. */
const runsMax = 500;

/** Tells everybody what the API changed. To be called after the commit; never throws and is not to be awaited. */
export class Announcer {
  readonly #events: EventBus;
  readonly #pool: Pool;
  readonly #logger: Logger;

  constructor({ events, pool, logger }: { events: EventBus; pool: Pool; logger: Logger }) {
    this.#events = events;
    this.#pool = pool;
    this.#logger = logger;
  }

  tasks(...tasks: Pick<Task, 'id' | 'taskStatus' | 'version'>[]): void {
    const at = now();
    this.#events.publish(
      tasks.map(({ id, taskStatus: status, version }): LiveEvent => {
        return { type: 'task.updated', id, status, version, at };
      }),
    );
  }

  resumedTask({ id, taskStatus: status, version }: Pick<Task, 'id' | 'taskStatus' | 'version'>): void {
    this.#events.publish([{ type: 'task.updated', id, status, version, isResumed: true, at: now() }]);
  }

  /** @param version the last that it had */
  removedTask(id: string, version: number): void {
    this.#events.publish([{ type: 'task.updated', id, status: 'deleted', version: version + 1, at: now() }]);
  }

  /** Reads how the runs stand by now, and tells it. */
  runs(ids: readonly string[]): void {
    if (ids.length === 0) return;
    if (ids.length > runsMax) return this.muchAtOnce();
    this.#tellRuns(ids).catch((error: unknown) => {
      this.#logger.debug('Changed runs were not announced', { runs: ids.length, error });
    });
  }

  /** For changes of so many things that they are better read again than told one by one. */
  muchAtOnce(): void {
    this.#events.publish([{ type: 'events.missed', at: now() }]);
  }

  /** @param isPaused where that is what has changed */
  queue(isPaused?: boolean): void {
    const changed = isPaused === undefined ? {} : { isPaused };
    this.#events.publish([{ type: 'queue.updated', ...changed, at: now() }]);
  }

  lane(lane: string, isPaused: boolean): void {
    this.#events.publish([{ type: 'lane.updated', lane, isPaused, at: now() }]);
  }

  sharedViews(): void {
    this.#events.publish([{ type: 'saved_views.updated', at: now() }]);
  }

  blackouts(): void {
    this.#events.publish([{ type: 'blackouts.updated', at: now() }]);
  }

  user(id: string): void {
    this.#events.publish([{ type: 'user.updated', id, at: now() }]);
  }

  async #tellRuns(ids: readonly string[]): Promise<void> {
    const at = now();
    const states = await readRunStates(this.#pool, ids);
    this.#events.publish(states.map((run) => runUpdated(run, run.runStatus, at)));
  }
}

function now(): string {
  return new Date().toISOString();
}
