import type { Sql } from 'sql-template-tag';
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import { camelCaseRow } from './task-row.js';

/** Where a page begins: after the row with this sort value and id. */
export interface PagePosition {
  /** The sort column's value; of a time its microseconds since 1970. */
  value: string;
  /** Of a list without ids: the name. */
  id: string;
}

export interface Page<Item> {
  items: Item[];
  /** Null on the last page. */
  next: PagePosition | null;
}

/** Which page of a list, and in which order. */
export interface PageRequest<Sort extends string> {
  sort: Sort;
  descending: boolean;
  after: PagePosition | null;
  limit: number;
}

export interface SortOrder {
  /** What is sorted by. */
  by: Sql;
  /** Its value as a cursor carries it, and what such a text stands for. */
  value: Sql;
  parse: (value: string) => Sql;
}

export function microseconds(time: Sql): Sql {
  return sql`(extract(epoch from ${time}) * 1000000)::bigint`;
}

export function toInstant(value: string): Sql {
  return sql`(timestamptz 'epoch' + ${value}::bigint * interval '1 microsecond')`;
}

export function byTime(column: string): SortOrder {
  return { by: raw(column), value: microseconds(raw(column)), parse: toInstant };
}

export function byText(expression: string): SortOrder {
  return { by: raw(expression), value: raw(expression), parse: (value) => sql`${value}::text` };
}

/** Of what is made under a name and changed. */
export const namedOrders = {
  name: byText('name'),
  createdAt: byTime('created_at'),
  updatedAt: byTime('updated_at'),
} satisfies Record<string, SortOrder>;
export type NamedSort = keyof typeof namedOrders;

/** The ids are UUID v7: their order is that of the times. */
export const orderOfIds = { createdAt: null };
export type IdSort = keyof typeof orderOfIds;

const byId = { column: 'id', type: 'uuid' } as const;

export interface ListSource<Sort extends string> {
  columns: Sql;
  from: Sql;
  /** All hold together; empty ones are none. */
  conditions?: Sql[];
  /** What decides among equal values. A name, where it stands for the id. */
  key?: { column: string; type: 'uuid' | 'text' };
  /** Null: by the key alone. */
  orders: Record<Sort, SortOrder | null>;
}

/**
 * Of rows behind a position; empty for the first page.
 *
 * @param order null: by the key alone
 * @param key what decides among equal values
 */
export function isBehind(
  order: SortOrder | null,
  { after, descending }: Pick<PageRequest<string>, 'after' | 'descending'>,
  key: NonNullable<ListSource<string>['key']> = byId,
): Sql {
  if (after === null) return empty;
  const comparison = raw(descending ? '<' : '>');
  const [column, value] = [raw(key.column), sql`${after.id}::${raw(key.type)}`];
  return order === null
    ? sql`${column} ${comparison} ${value}`
    : sql`(${order.by}, ${column}) ${comparison} (${order.parse(after.value)}, ${value})`;
}

/** Reads a page of a list: keyset, so that it costs the same however far the list has been read. */
export async function readPage<Item, Sort extends string>(
  database: Database,
  { columns, from, conditions = [], key = byId, orders }: ListSource<Sort>,
  { sort, descending, after, limit }: PageRequest<Sort>,
): Promise<Page<Item>> {
  const order = orders[sort];
  const keyColumn = raw(key.column);
  const direction = raw(descending ? 'desc' : 'asc');
  const held = [...conditions, isBehind(order, { after, descending }, key)].filter(
    (condition) => condition !== empty,
  );
  const { rows } = await database.query<{ sort_value: string; sort_key: string }>(sql`
    select ${columns}, ${order === null ? sql`'0'` : sql`(${order.value})::text`} as sort_value,
      ${keyColumn}::text as sort_key
    from ${from} ${held.length > 0 ? sql`where ${join(held, ' and ')}` : empty}
    order by ${order === null ? empty : sql`${order.by} ${direction},`} ${keyColumn} ${direction} limit ${limit + 1}`);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ sort_value: _, sort_key: __, ...row }) => camelCaseRow<Item>(row)),
    next: last ? { value: last.sort_value, id: last.sort_key } : null,
  };
}
