import type { Blackout, BlackoutWindow } from '@carillon/domain';
import { blackoutLimits, toBlackoutWindow } from '@carillon/domain';
import sql, { join, raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { NamedSort, Page, PageRequest } from './list-page.js';
import { namedOrders, readPage } from './list-page.js';
import { camelCaseRow, columnName } from './task-row.js';

const columnsText = `id, name, enabled, tags, starts_at, ends_at, schedule, time_zone, duration_ms, version, created_at, updated_at`;
const blackoutColumns = raw(columnsText);

export async function listBlackouts(
  database: Database,
  request: PageRequest<NamedSort>,
): Promise<Page<Blackout>> {
  return readPage(database, { columns: blackoutColumns, from: sql`blackouts`, orders: namedOrders }, request);
}

export async function findBlackout(database: Database, id: string): Promise<Blackout | null> {
  const { rows } = await database.query<object>(
    sql`select ${blackoutColumns} from blackouts where id = ${id}`,
  );
  return rows[0] ? camelCaseRow<Blackout>(rows[0]) : null;
}

const blackoutWindowsText = `
  select ${columnsText} from blackouts
  where enabled and (ends_at is null or ends_at > to_timestamp($1::float8 / 1000)) order by name`;

/**
 * The windows that are switched on and may hold an instant from `fromMs` on: at most `blackoutLimits.windowsMax` rows.
 * One whose schedule cannot be read any more holds none.
 */
export async function listBlackoutWindows(database: Database, fromMs: number): Promise<BlackoutWindow[]> {
  const { rows } = await database.query<object>({
    name: 'list_blackout_windows',
    text: blackoutWindowsText,
    values: [fromMs],
  });
  return rows.flatMap((row) => toBlackoutWindow(camelCaseRow<Blackout>(row)) ?? []);
}

export type NewBlackout = Omit<Blackout, 'version' | 'createdAt' | 'updatedAt'> & { createdBy: string };

/**
 * @returns null when there are as many as there may be
 * @throws what `violatedConstraint` names `blackouts_name_key`
 */
export async function insertBlackout(database: Database, window: NewBlackout): Promise<Blackout | null> {
  const { rows } = await database.query<object>(sql`
    insert into blackouts (id, name, enabled, tags, starts_at, ends_at, schedule, time_zone, duration_ms, created_by)
    select ${window.id}, ${window.name}, ${window.enabled}, ${window.tags}::text[], ${window.startsAt}::timestamptz,
      ${window.endsAt}::timestamptz, ${window.schedule}, ${window.timeZone}, ${window.durationMs}::integer,
      ${window.createdBy}
    where (select count(*) from blackouts) < ${blackoutLimits.windowsMax}
    returning ${blackoutColumns}`);
  return rows[0] ? camelCaseRow<Blackout>(rows[0]) : null;
}

export type BlackoutChanges = Partial<Omit<Blackout, 'id' | 'version' | 'createdAt' | 'updatedAt'>>;

/** @returns null when it is gone. @throws as `insertBlackout` */
export async function updateBlackout(
  database: Database,
  id: string,
  changes: BlackoutChanges,
): Promise<Blackout | null> {
  const sets = Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => sql`${raw(columnName(key))} = ${value}`);
  const { rows } = await database.query<object>(sql`
    update blackouts set ${join([...sets, sql`version = version + 1`, sql`updated_at = now()`])} where id = ${id}
    returning ${blackoutColumns}`);
  return rows[0] ? camelCaseRow<Blackout>(rows[0]) : null;
}

/** @returns whether it was there */
export async function deleteBlackout(database: Database, id: string): Promise<boolean> {
  const { rowCount } = await database.query(sql`delete from blackouts where id = ${id}`);
  return rowCount === 1;
}
