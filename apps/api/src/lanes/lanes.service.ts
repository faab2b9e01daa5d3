import type { HeldRun, Lane, Pool } from '@carillon/db';
import { findLane, listHeldRuns, listLanes, pauseLane, resumeLane, saveLane } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { RunDispatch } from '../runs/run-dispatch.js';
import type { ListLanesQuery, SaveLaneInput } from './lanes.schemas.js';

/** Lanes: how many of their runs may be under way, how often they begin, and whether any more may begin. */
@Injectable()
export class LanesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
  ) {}

  async list({ limit, cursor }: ListLanesQuery): Promise<{ items: Lane[]; nextCursor: string | null }> {
    const lanes = await listLanes(this.pool, { limit: limit + 1, after: cursor ?? null });
    const items = lanes.slice(0, limit);
    return { items, nextCursor: lanes.length > limit ? (items.at(-1)?.name ?? null) : null };
  }

  async get(name: string): Promise<Lane> {
    const lane = await findLane(this.pool, name);
    if (lane === null) throw laneNotFound();
    return lane;
  }

  /** Makes or changes a lane; what a higher limit gives room for begins at once. */
  async save(name: string, limits: SaveLaneInput): Promise<Lane> {
    await inChange(this.pool, (transaction) => saveLane(transaction, { name, ...limits }));
    await this.runDispatch.admit([name]);
    return this.get(name);
  }

  /** The next runs that wait for their turn, the first first. */
  async heldRuns(name: string, limit: number): Promise<{ items: HeldRun[] }> {
    await this.get(name);
    return { items: await listHeldRuns(this.pool, { lane: name, limit }) };
  }

  /** Lets no more runs of the lane begin. */
  async pause(name: string, { actor, reason }: { actor: string; reason: string | null }): Promise<Lane> {
    await inChange(this.pool, async (transaction) => {
      if (!(await pauseLane(transaction, { name, actor, reason }))) throw laneNotFound();
    });
    return this.get(name);
  }

  /** Lets runs begin again, at once. */
  async resume(name: string): Promise<Lane> {
    await inChange(this.pool, async (transaction) => {
      if (!(await resumeLane(transaction, name))) throw laneNotFound();
    });
    await this.runDispatch.admit([name]);
    return this.get(name);
  }
}

function laneNotFound(): AppError {
  return new AppError('lane.not_found', 'There is no such lane.');
}
