import type { Sql } from 'sql-template-tag';
import sql from 'sql-template-tag';

/** What a cursor carries of a rank. */
export const toRank = (value: string): Sql => sql`${value}::bigint`;

/** Of a task or a run: the most urgent first. */
export const priorityRank = sql`array_position(array['urgent', 'high', 'normal', 'low'], priority)::bigint`;
