import type { Pool } from '@carillon/db';

/** How many rows each table has, by its name. */
export async function countRows(pool: Pool): Promise<Record<string, number>> {
  const tables = await pool.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  const counts = tables.rows.map(({ name }) => `(select count(*)::int from ${name}) as ${name}`);
  return (await pool.query<Record<string, number>>(`select ${counts.join(', ')}`)).rows[0]!;
}
