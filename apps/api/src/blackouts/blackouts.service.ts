import type { Pool } from '@carillon/db';
import {
  databaseTime,
  deleteBlackout,
  findBlackout,
  insertBlackout,
  listBlackouts,
  updateBlackout,
  violatedConstraint,
} from '@carillon/db';
import type { Blackout, BlackoutSpan } from '@carillon/domain';
import {
  AppError,
  blackoutLimits,
  blackoutSpans,
  describeSchedule,
  newId,
  toBlackoutWindow,
} from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import type { Principal } from '../auth/principal.js';
import { POOL } from '../dependencies.js';
import { answerPage } from '../http/cursor.js';
import { requireChangeOf } from '../http/versions.js';
import { Announcer } from '../live/announcer.js';
import { readBlackoutTimes } from './blackout-times.js';
import type {
  BlackoutAnswer,
  ChangeBlackoutInput,
  CreateBlackoutInput,
  ListBlackoutsQuery,
} from './blackouts.schemas.js';

/** When scheduled instants are not run. Publishers read it with every pass. */
@Injectable()
export class BlackoutsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  async list(query: ListBlackoutsQuery) {
    const nowMs = await databaseTime(this.pool);
    const page = await answerPage(query, (request) => listBlackouts(this.pool, request));
    return { ...page, items: page.items.map((blackout) => toShown(blackout, nowMs)) };
  }

  async get(id: string): Promise<BlackoutAnswer> {
    const blackout = await findBlackout(this.pool, id);
    if (blackout === null) throw notFound();
    return toShown(blackout, await databaseTime(this.pool));
  }

  /** @throws AppError `blackout.conflict` when the name is taken, or there are as many as there may be */
  async create(
    caller: Principal,
    { name, enabled, tags, ...asked }: CreateBlackoutInput,
  ): Promise<BlackoutAnswer> {
    const nowMs = await databaseTime(this.pool);
    const times = readBlackoutTimes(asked, {}, nowMs);
    const blackout = { id: newId(), name, enabled, tags, ...times, createdBy: caller.name };
    const made = await inChange(this.pool, async (transaction) => {
      const inserted = await insertBlackout(transaction, blackout);
      if (inserted !== null) return inserted;
      throw new AppError(
        'blackout.conflict',
        `There are ${blackoutLimits.windowsMax} blackout windows, and no more can be.`,
        { hint: 'Remove one first.' },
      );
    }).catch(refuse);
    this.announcer.blackouts();
    return toShown(made, nowMs);
  }

  async change(
    id: string,
    { name, enabled, tags, ...asked }: ChangeBlackoutInput,
    version: number | null,
  ): Promise<BlackoutAnswer> {
    const nowMs = await databaseTime(this.pool);
    const changed = await inChange(this.pool, async (transaction) => {
      const stored = await findBlackout(transaction, id);
      if (stored === null) throw notFound();
      const isTimed = Object.keys(asked).length > 0;
      const times = isTimed ? readBlackoutTimes(asked, stored, nowMs) : {};
      const found = await updateBlackout(transaction, id, { name, enabled, tags, ...times });
      if (found === null) throw notFound();
      requireChangeOf(found, version);
      return found;
    }).catch(refuse);
    this.announcer.blackouts();
    return toShown(changed, nowMs);
  }

  async remove(id: string): Promise<void> {
    await inChange(this.pool, async (transaction) => {
      if (!(await deleteBlackout(transaction, id))) throw notFound();
    });
    this.announcer.blackouts();
  }
}

function toShown(blackout: Blackout, nowMs: number): BlackoutAnswer {
  const window = blackout.enabled ? toBlackoutWindow(blackout) : null;
  const spans = window === null ? [] : blackoutSpans(window, { fromMs: nowMs, toMs: Infinity }, 2);
  const next = spans.find(({ fromMs }) => fromMs > nowMs);
  const current = spans.find(({ fromMs }) => fromMs <= nowMs);
  return {
    ...blackout,
    description: blackout.schedule === null ? null : describeSchedule(blackout.schedule),
    current: current === undefined ? null : toSpan(current),
    next: next === undefined ? null : toSpan(next),
  };
}

function toSpan({ fromMs, toMs }: BlackoutSpan): { startsAt: string; endsAt: string } {
  return { startsAt: new Date(fromMs).toISOString(), endsAt: new Date(toMs).toISOString() };
}

function refuse(cause: unknown): never {
  if (violatedConstraint(cause) !== 'blackouts_name_key') throw cause;
  throw new AppError('blackout.conflict', 'The name is taken.', { cause });
}

function notFound(): AppError {
  return new AppError('blackout.not_found', 'There is no such blackout window.');
}
