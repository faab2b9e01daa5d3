import type { Database, IdempotentRequest, Pool } from '@carillon/db';
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
import { answerPage } from '../http/cursor.js';
import type { Answer } from '../http/idempotency.js';
import { requireChangeOf } from '../http/versions.js';
import { answerOnce } from '../http/idempotency.js';
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
    { page, ...query }: ListSavedViewsQuery,
  ): Promise<{ items: ShownSavedView[]; nextCursor: string | null }> {
    const found = await answerPage(query, (request) =>
      listSavedViews(this.pool, { ownerId: caller.id, page: page ?? null, ...request }),
    );
    return { ...found, items: found.items.map((view) => toShown(view, caller)) };
  }

  async get(caller: Principal, id: string): Promise<ShownSavedView> {
    return toShown(await requireSeen(this.pool, caller, id), caller);
  }

  /** @throws AppError `saved_view.conflict` when the name is taken, or the caller has too many */
  async create(
    caller: Principal,
    input: CreateSavedViewInput,
    request: IdempotentRequest | null,
  ): Promise<Answer<ShownSavedView>> {
    if (input.isShared) requireSharing(caller);
    const owner = { ownerId: caller.id, ownerName: caller.name };
    const created = await answerOnce(this.pool, request, async (transaction) => {
      const view = await createSavedView(transaction, { id: newId(), ...owner, ...input });
      if (view !== null) return { status: 201, body: toShown(view, caller) };
      throw new AppError('saved_view.conflict', `You have ${viewsPerOwnerMax} views already.`, {
        hint: 'Remove one first.',
      });
    });
    if (created.body.isShared && !created.replayed) this.announcer.sharedViews();
    return created;
  }

  async update(
    caller: Principal,
    id: string,
    changes: UpdateSavedViewInput,
    version: number | null,
  ): Promise<ShownSavedView> {
    let wasShared = false;
    const changed = await inChange(this.pool, async (transaction) => {
      wasShared = (await requireMine(transaction, caller, id)).isShared;
      if (changes.isShared === true) requireSharing(caller);
      const view = await changeSavedView(transaction, id, changes);
      if (view === null) throw notFound();
      requireChangeOf(view, version);
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

/** A view that somebody does not see is not there for them. */
async function requireSeen(database: Database, caller: Principal, id: string): Promise<SavedView> {
  const view = await findSavedView(database, id);
  if (view === null || !(view.isShared || isMine(view, caller))) throw notFound();
  return view;
}

/** Refuses whoever is neither the owner nor an administrator. */
async function requireMine(database: Database, caller: Principal, id: string): Promise<SavedView> {
  const view = await requireSeen(database, caller, id);
  if (isMine(view, caller)) return view;
  throw new AppError(
    'auth.forbidden',
    `The view is ${view.ownerName}’s. Only they and administrators change it.`,
  );
}

function isMine({ ownerId }: SavedView, caller: Principal): boolean {
  return ownerId === caller.id || mayAct(caller, 'admin', 'admin');
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
