import type { Database, Pool } from '@carillon/db';
import {
  changeSavedView,
  createSavedView,
  deleteSavedView,
  findSavedView,
  listSavedViews,
  viewsPerOwnerMax,
} from '@carillon/db';
import type { SavedView } from '@carillon/domain';
import { AppError, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import type { Principal } from '../auth/principal.js';
import { mayAct } from '../auth/principal.js';
import { POOL } from '../dependencies.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { Announcer } from '../live/announcer.js';
import type {
  CreateSavedViewInput,
  ListSavedViewsQuery,
  UpdateSavedViewInput,
} from './saved-views.schemas.js';

type ShownSavedView = Omit<SavedView, 'ownerId'> & { isOwn: boolean };

/** Views of lists. Everybody has their own and sees those that others share. */
@Injectable()
export class SavedViewsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  async list(
    caller: Principal,
    { page, cursor, limit }: ListSavedViewsQuery,
  ): Promise<{ items: ShownSavedView[]; nextCursor: string | null }> {
    const after = decodeCursor(cursor, 'saved-views', true);
    const { items, next } = await listSavedViews(this.pool, {
      ownerId: caller.id,
      page: page ?? null,
      after,
      limit,
    });
    return {
      items: items.map((view) => toShown(view, caller)),
      nextCursor: encodeCursor('saved-views', next),
    };
  }

  /** @throws AppError `saved_view.conflict` when the name is taken, or the caller has too many */
  async create(caller: Principal, input: CreateSavedViewInput): Promise<ShownSavedView> {
    if (input.isShared) requireSharing(caller);
    const owner = { ownerId: caller.id, ownerName: caller.name };
    const created = await inChange(this.pool, async (transaction) => {
      const view = await createSavedView(transaction, { id: newId(), ...owner, ...input });
      if (view !== null) return toShown(view, caller);
      throw new AppError('saved_view.conflict', `You have ${viewsPerOwnerMax} views already.`, {
        hint: 'Remove one first.',
      });
    });
    if (created.isShared) this.announcer.sharedViews();
    return created;
  }

  async update(caller: Principal, id: string, changes: UpdateSavedViewInput): Promise<ShownSavedView> {
    let wasShared = false;
    const changed = await inChange(this.pool, async (transaction) => {
      wasShared = (await requireMine(transaction, caller, id)).isShared;
      if (changes.isShared === true) requireSharing(caller);
      const view = await changeSavedView(transaction, id, changes);
      if (view === null) throw notFound();
      return toShown(view, caller);
    });
    if (wasShared || changed.isShared) this.announcer.sharedViews();
    return changed;
  }

  async remove(caller: Principal, id: string): Promise<void> {
    let wasShared = false;
    await inChange(this.pool, async (transaction) => {
      wasShared = (await requireMine(transaction, caller, id)).isShared;
      if (!(await deleteSavedView(transaction, id))) throw notFound();
    });
    if (wasShared) this.announcer.sharedViews();
  }
}

/** Refuses whoever is neither the owner nor an administrator; a view that they do not see is not there for them. */
async function requireMine(database: Database, caller: Principal, id: string): Promise<SavedView> {
  const view = await findSavedView(database, id);
  if (view === null) throw notFound();
  if (view.ownerId === caller.id || mayAct(caller, 'admin', 'admin')) return view;
  if (!view.isShared) throw notFound();
  throw new AppError(
    'auth.forbidden',
    `The view is ${view.ownerName}’s. Only they and administrators change it.`,
  );
}

/** What is shared stands in everybody's navigation. */
function requireSharing(caller: Principal): void {
  if (mayAct(caller, 'operator')) return;
  throw new AppError('auth.forbidden', `Sharing a view needs the role operator; yours is ${caller.role}.`);
}

function notFound(): AppError {
  return new AppError('saved_view.not_found', 'There is no such view.');
}

function toShown({ ownerId, ...view }: SavedView, caller: Principal): ShownSavedView {
  return { ...view, isOwn: ownerId === caller.id };
}
