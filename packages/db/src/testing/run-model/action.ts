import type { Pool } from '../../connect.js';
import { isTransientDatabaseError } from '../../database-errors.js';
import type { Model } from './model.js';

/** What the actions act on. */
export interface Stage {
  pool: Pool;
  workerIds: string[];
  /** Instants of schedules begin here, epoch milliseconds: long past, so that they are due. */
  baseMs: number;
}

/** Something that a process of Carillon does. */
export interface Action<Answer = unknown> {
  /** What the world does before, when there is something. */
  prepare?: () => Promise<unknown>;
  call(): Promise<Answer>;
  /**
   * Repeats it on the model and compares the answer with what the model expects.
   *
   * @param isAlone whether nothing else went on; if something did, an action may rightly have passed over rows
   *   that the other one held
   */
  apply(model: Model, answer: Answer, isAlone: boolean): void;
}

/** Repeats what its process repeats as well: publishing and recording outcomes outlive a deadlock. */
export async function repeatTransient<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await call();
    } catch (fault) {
      if (!isTransientDatabaseError(fault)) throw fault;
    }
  }
}
