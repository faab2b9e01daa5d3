import type { TestApi } from './api.js';

/** Everything that is stored, and what is not stored here; but not what the system tells of earlier tests. */
export async function readState(api: TestApi, headers: Record<string, string>): Promise<object> {
  const { pool } = api.database;
  const tables = await pool.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  const hashes = tables.rows.map(({ name }) => {
    const rows = name === 'messages' ? `(select * from messages where author <> 'carillon')` : name;
    return `(select md5(string_agg(t::text, ',' order by t::text)) from ${rows} t) as ${name}`;
  });
  const partitions = `(select count(*)::int from pg_class where relispartition) as partitions`;
  const stored = await pool.query(`select ${[...hashes, partitions].join(', ')}`);
  const inspector = await api.request.get('/api/inspector').set(headers);
  return { ...stored.rows[0], paused: await api.queueAdmin.isPaused(), inspector: inspector.body };
}
