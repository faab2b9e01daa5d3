import type { HeldRun, Lane, Pool } from '@carillon/db';
import {
  findLane,
  listHeldRuns,
  listLanes,
  pauseLane,
  resumeLane,
  saveLane,
  turnPattern,
} from '@carillon/db';
import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { answerPage, invalidCursor } from '../http/cursor.js';
import { requireChangeOf } from '../http/versions.js';
import { Announcer } from '../live/announcer.js';
import { RunDispatch } from '../runs/run-dispatch.js';
import type { ListHeldRunsQuery, ListLanesQuery, SaveLaneInput } from './lanes.schemas.js';

/** Lanes: how many of their runs may be under way, how often they begin, and whether any more may begin. */
@Injectable()
export class LanesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  list(query: ListLanesQuery): Promise<{ items: Lane[]; nextCursor: string | null }> {
    return answerPage(query, (request) => listLanes(this.pool, request), 'name');
  }

  async get(name: string): Promise<Lane> {
    const lane = await findLane(this.pool, name);
    if (lane === null) throw laneNotFound();
    return lane;
  }

  /** Makes or changes a lane; what a higher limit gives room for begins at once. */
  async save(name: string, limits: SaveLaneInput, version: number | null): Promise<Lane> {
    await inChange(this.pool, async (transaction) => {
      requireChangeOf(await saveLane(transaction, { name, ...limits }), version);
    });
    await this.runDispatch.admit([name]);
    return this.get(name);
  }

  /** The next runs that wait for their turn, the first first. */
  async heldRuns(
    name: string,
    query: ListHeldRunsQuery,
  ): Promise<{ items: HeldRun[]; nextCursor: string | null }> {
    await this.get(name);
    return answerPage(query, (request) => {
      const isTurn = request.after === null || turnPattern.test(request.after.value);
      if (request.sort === 'turn' && !isTurn) throw invalidCursor();
      return listHeldRuns(this.pool, { lane: name, ...request });
    });
  }

  /** Lets no more runs of the lane begin. */
  async pause(name: string, { actor, reason }: { actor: string; reason: string | null }): Promise<Lane> {
    await inChange(this.pool, async (transaction) => {
      if (!(await pauseLane(transaction, { name, actor, reason }))) throw laneNotFound();
    });
    this.announcer.lane(name, true);
    return this.get(name);
  }

  /** Lets runs begin again, at once. */
  async resume(name: string): Promise<Lane> {
    await inChange(this.pool, async (transaction) => {
      if (!(await resumeLane(transaction, name))) throw laneNotFound();
    });
    this.announcer.lane(name, false);
    await this.runDispatch.admit([name]);
    return this.get(name);
  }
}

function laneNotFound(): AppError {
  return new AppError('lane.not_found', 'There is no such lane.');
}
