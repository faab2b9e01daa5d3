import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import pg from 'pg';
import type { Pool } from './connect.js';
import { connectDatabase } from './connect.js';
import { migrateDatabase, migrationStatus, requireMigratedDatabase, rollbackDatabase } from './migrate.js';
import { hasTestDatabase } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

/** A database that is not there yet: the first migration makes it. */
function newDatabase(): { url: string; drop: () => Promise<void> } {
  const adminUrl = process.env.CARILLON_TEST_DATABASE_URL!;
  const name = `carillon_test_${newId().replaceAll('-', '')}`;
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    async drop() {
      const admin = new pg.Client({ connectionString: adminUrl });
      await admin.connect();
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Everything that migrations make, one line a thing. Without the partitions, which are named for the days. */
async function readCatalog(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ thing: string }>(`
    with ours as (
      select oid, relname, relkind, reloptions from pg_class
      where relnamespace = 'public'::regnamespace and not relispartition
    )
    select concat_ws(' ', 'relation', relname, relkind, reloptions) as thing from ours
    union all
    select concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
    from ours join pg_attribute on attrelid = ours.oid and attnum > 0 and relkind in ('r', 'p')
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    union all
    select concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid))
    from ours join pg_constraint on conrelid = ours.oid
    union all
    select concat_ws(' ', 'index', pg_get_indexdef(indexrelid)) from ours join pg_index on indrelid = ours.oid
    union all
    select concat_ws(' ', 'trigger', pg_get_triggerdef(pg_trigger.oid))
    from ours join pg_trigger on tgrelid = ours.oid and not tgisinternal
    union all
    select concat_ws(' ', 'function', pg_get_functiondef(oid)) from pg_proc where pronamespace = 'public'::regnamespace
    union all
    select concat_ws(' ', 'type', typname, typtype) from pg_type
    where typnamespace = 'public'::regnamespace and typtype in ('d', 'e', 'r')
    order by thing`);
  return rows.map(({ thing }) => thing);
}

/** Also that of partitions: a table that is left behind would meet the next migration. */
async function listRelations(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace order by relname`,
  );
  return rows.map(({ relname }) => relname);
}

describeWithPostgres('migrations', () => {
  const database = newDatabase();
  let pool: Pool;
  beforeAll(() => {
    pool = connectDatabase(database.url, { applicationName: 'carillon test', size: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  test('up makes the database and everything in it, down leaves nothing, and up makes the same again', async () => {
    await migrateDatabase(database.url);
    const all = await migrationStatus(database.url);
    expect(all.applied.length).toBeGreaterThan(0);
    expect(all.pending).toEqual([]);
    const first = await readCatalog(pool);
    expect(first.filter((thing) => thing.startsWith('function')).length).toBeGreaterThan(0);

    for (const newest of all.applied.toReversed()) {
      expect((await migrationStatus(database.url)).applied.at(-1)).toBe(newest);
      await rollbackDatabase(database.url);
    }
    expect(await migrationStatus(database.url)).toEqual({ applied: [], pending: all.applied });
    expect(await listRelations(pool)).toEqual(['schema_migrations', 'schema_migrations_pkey']);
    expect((await readCatalog(pool)).filter((thing) => !thing.includes('schema_migrations'))).toEqual([]);
    await expect(requireMigratedDatabase(database.url)).rejects.toMatchObject({ code: 'database.outdated' });

    await migrateDatabase(database.url);
    expect(await migrationStatus(database.url)).toEqual(all);
    expect(await readCatalog(pool)).toEqual(first);
    await expect(requireMigratedDatabase(database.url)).resolves.toBeUndefined();
  });

  test('pauses of receivers that were put on record under another subject are found with their tasks', async () => {
    const old = newDatabase();
    const oldPool = connectDatabase(old.url, { applicationName: 'carillon test', size: 1 });
    try {
      await migrateDatabase(old.url);
      const isApplied = async () =>
        (await migrationStatus(old.url)).applied.some((name) => name.includes('audit_of_receivers'));
      while (await isApplied()) await rollbackDatabase(old.url);
      await oldPool.query(
        `insert into audit_log (id, actor, action, subject_type, subject_id, created_at) values
           (gen_random_uuid(), 'receiver', 'task.paused', 'task', 'one', '2026-11-01T12:00:00Z'),
           ('0193a1b2-c3d4-7000-8000-000000000000', 'somebody', 'pauseTask', 'tasks', 'two', '2026-11-02T12:00:00Z')`,
      );
      await migrateDatabase(old.url);
      const { rows } = await oldPool.query(
        'select id, action, subject_type, subject_id from audit_log order by subject_id',
      );
      const time = Date.parse('2026-11-01T12:00:00Z').toString(16).padStart(12, '0');
      const entry = { action: 'pauseTask', subject_type: 'tasks' };
      expect(rows).toEqual([
        {
          ...{ ...entry, subject_id: 'one' },
          id: expect.stringMatching(new RegExp(`^${time.slice(0, 8)}-${time.slice(8)}-7`)),
        },
        { ...entry, subject_id: 'two', id: '0193a1b2-c3d4-7000-8000-000000000000' },
      ]);
      await expect(oldPool.query("update audit_log set actor = 'x'")).rejects.toThrow('only ever added to');
    } finally {
      await oldPool.end();
      await old.drop();
    }
  });

  test('many processes may bring a new database up at the same time', async () => {
    const shared = newDatabase();
    try {
      await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(shared.url)));
      expect((await migrationStatus(shared.url)).pending).toEqual([]);
    } finally {
      await shared.drop();
    }
  });

  test('a server that is not there is named, without the password', async () => {
    const url = 'postgres://user:canary@127.0.0.1:9/x';
    const refusal = (await migrationStatus(url).catch((error: unknown) => error)) as Error;
    expect(refusal).toMatchObject({ code: 'database.unreachable' });
    expect(refusal.message).not.toContain('canary');
  });

  test('a second up changes nothing', async () => {
    await migrateDatabase(database.url);
    const before = await readCatalog(pool);
    await migrateDatabase(database.url);
    expect(await readCatalog(pool)).toEqual(before);
  });
});
