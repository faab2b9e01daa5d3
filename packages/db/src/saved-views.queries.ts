import type { SavedView, SavedViewPage } from '@carillon/domain';
import sql, { empty } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { NamedSort, Page, PageRequest } from './list-page.js';
import { byText, namedOrders, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

/** So many views one owner has at most. */
export const viewsPerOwnerMax = 100;

const viewColumns = sql`id, owner_id, owner_name, page, name, query, is_shared, version, created_at, updated_at`;

export interface SavedViewListRequest extends PageRequest<NamedSort> {
  ownerId: string;
  /** Null: of every page. */
  page: SavedViewPage | null;
}

/** A page of the views of an owner and of those that others share: `saved_views_name_key` and `_shared_idx`. */
export async function listSavedViews(
  database: Database,
  { ownerId, page, ...request }: SavedViewListRequest,
): Promise<Page<SavedView>> {
  const source = {
    columns: viewColumns,
    from: sql`saved_views`,
    conditions: [sql`(owner_id = ${ownerId} or is_shared)`, page === null ? empty : sql`page = ${page}`],
    orders: { ...namedOrders, name: byText('lower(name)') },
  };
  return readPage(database, source, request);
}

export async function findSavedView(database: Database, id: string): Promise<SavedView | null> {
  const { rows } = await database.query<object>(sql`select ${viewColumns} from saved_views where id = ${id}`);
  return rows[0] ? camelCaseRow<SavedView>(rows[0]) : null;
}

/**
 * @returns null when the owner has as many as there may be
 * @throws what `violatedConstraint` names `saved_views_name_key`, when the owner has one of the name for the page
 */
export async function createSavedView(
  database: Database,
  view: Omit<SavedView, 'version' | 'createdAt' | 'updatedAt'>,
): Promise<SavedView | null> {
  const { rows } = await database.query<object>(sql`
    insert into saved_views (id, owner_id, owner_name, page, name, query, is_shared)
    select ${view.id}, ${view.ownerId}, ${view.ownerName}, ${view.page}, ${view.name}, ${view.query},
      ${view.isShared}
    where (select count(*) from saved_views where owner_id = ${view.ownerId}) < ${viewsPerOwnerMax}
    returning ${viewColumns}`);
  return rows[0] ? camelCaseRow<SavedView>(rows[0]) : null;
}

export interface SavedViewChanges {
  name?: string | undefined;
  query?: string | undefined;
  isShared?: boolean | undefined;
}

/** Changes what is given. @returns null when there is no such view */
export async function changeSavedView(
  database: Database,
  id: string,
  { name, query, isShared }: SavedViewChanges,
): Promise<SavedView | null> {
  const { rows } = await database.query<object>(sql`
    update saved_views set version = version + 1, updated_at = now(), name = coalesce(${name ?? null}, name),
      query = coalesce(${query ?? null}, query), is_shared = coalesce(${isShared ?? null}::boolean, is_shared)
    where id = ${id} returning ${viewColumns}`);
  return rows[0] ? camelCaseRow<SavedView>(rows[0]) : null;
}

/** @returns whether there was such a view */
export async function deleteSavedView(database: Database, id: string): Promise<boolean> {
  const { rowCount } = await database.query(sql`delete from saved_views where id = ${id}`);
  return rowCount === 1;
}
