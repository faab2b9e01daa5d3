/**
 * What still holds if the process dies at any line: each batch is one transaction, so that a run is either where it was
 * or moved, cancelled or put first as a whole. The rest waits as before, and the same can be asked for again.
 */
import type { HeldRun, Pool } from '@carillon/db';
import { cancelRuns, databaseTime, findLane, findTurn, moveHeldRuns, putFirst } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, unlessNone } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { Announcer } from '../live/announcer.js';
import { RunDispatch } from '../runs/run-dispatch.js';
import { LanesService } from './lanes.service.js';

/** Runs of one transaction: few enough that nobody waits long for their rows. */
const batchSize = 500;

const answeredMax = 50;

/** The runs of a lane that have not begun. */
@Injectable()
export class WaitingRunsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LanesService) private readonly lanes: LanesService,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /**
   * Puts what waits for its turn at this moment into another lane, where it begins as that one has room.
   *
   * @throws AppError `lane.not_found`; `request.invalid` when the other one is no lane, or the same
   */
  async move(from: string, to: string): Promise<{ moved: number; lane: string }> {
    await this.lanes.get(from);
    if (to === from) throw invalidTarget('is the lane that they are in');
    if ((await findLane(this.pool, to)) === null) throw invalidTarget('is no lane');
    const moved = await this.#inBatches(async (madeUntil) => {
      const request = { from, to, madeUntil, limit: batchSize };
      const ids = await inChange(this.pool, async (transaction) =>
        unlessNone(await moveHeldRuns(transaction, request)),
      );
      this.announcer.runs(ids);
      return ids.length;
    });
    await this.runDispatch.admit([to]);
    this.announcer.queue();
    return { moved, lane: to };
  }

  /** Cancels what has not begun at this moment. @throws AppError `lane.not_found` */
  async drain(name: string, actor: string): Promise<{ cancelled: number }> {
    await this.lanes.get(name);
    const cancelled = await this.#inBatches(async (madeUntil) => {
      const target = { lane: name, madeUntil, limit: batchSize };
      const reason = 'Cancelled as its lane was drained.';
      const runs = await inChange(this.pool, async (transaction) =>
        unlessNone(await cancelRuns(transaction, { target, reason, actor })),
      );
      this.announcer.runs(runs.map(({ id }) => id));
      return runs.length;
    });
    await this.runDispatch.admit([name]);
    this.announcer.queue();
    return { cancelled };
  }

  /**
   * Where a run stands in a lane; in that of a task as well, which is on no list.
   *
   * @throws AppError `run.state_conflict` when it does not wait there
   */
  async turn(lane: string, runId: string): Promise<{ position: number; of: number }> {
    const turn = await findTurn(this.pool, { lane, runId });
    if (turn === null) throw notWaiting();
    return turn;
  }

  /** @throws AppError `lane.not_found`; `run.state_conflict` for a run that is not waiting in it, or not due yet */
  async putFirst(name: string, runId: string): Promise<{ items: HeldRun[]; nextCursor: string | null }> {
    await this.lanes.get(name);
    await inChange(this.pool, async (transaction) => {
      if (!(await putFirst(transaction, { lane: name, runId }))) throw notWaiting();
    });
    this.announcer.queue();
    return this.lanes.heldRuns(name, { sort: 'turn', limit: answeredMax });
  }

  /** What comes while it goes on is left alone: else it might never end. @returns how many there were */
  async #inBatches(next: (madeUntil: Date) => Promise<number>): Promise<number> {
    const madeUntil = new Date(await databaseTime(this.pool));
    let total = 0;
    for (;;) {
      const count = await next(madeUntil);
      total += count;
      if (count < batchSize) return total;
    }
  }
}

function notWaiting(): AppError {
  return new AppError('run.state_conflict', 'The run does not wait for its turn here, or is not due yet.', {
    hint: 'It may have begun meanwhile.',
  });
}

function invalidTarget(message: string): AppError {
  return new AppError('request.invalid', `The runs cannot be moved there: it ${message}.`, {
    fieldErrors: [{ path: 'to', message }],
  });
}
