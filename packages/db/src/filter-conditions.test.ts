import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Task } from '@carillon/domain';
import { newId, noWishes, parseFilter, runFilterFields, taskFilterFields } from '@carillon/domain';
import { claimRuns } from './claim.queries.js';
import { finishRuns } from './finish.queries.js';
import { countRuns, listRuns } from './runs.queries.js';
import { countTasks, listTasks } from './tasks.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeQueries = hasTestDatabase ? describe : describe.skip;

function read<Field extends string>(parsed: ReturnType<typeof parseFilter<Field>>) {
  if (!Array.isArray(parsed)) throw new Error(parsed.fault);
  return parsed;
}

describeQueries('filters', () => {
  let database: TestDatabase;
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.pool.query(`insert into lanes (name) values ('serial')`);
    const tasks: Partial<Task>[] = [
      {
        taskName: 'one',
        lane: 'serial',
        tags: ['billing', 'eu'],
        webhookUrl: 'https://API.example.com:8443/x',
      },
      { taskName: 'two', priority: 'high', tags: ['billing'], webhookUrl: 'https://api.example.com' },
      {
        taskName: '100% "three"',
        taskStatus: 'failed',
        webhookUrl: 'https://notapi.example.com/api.example.com',
      },
      { taskName: 'four', createdAt: hoursAgo(30), nextRunAt: hoursAgo(-2), agentId: 'a', httpMethod: 'PUT' },
    ];
    const payloads = [{ customer: { id: 42 } }, { customer: { id: '42' } }, { items: [{ sku: 'x' }] }, {}];
    for (const [index, task] of tasks.entries()) {
      const stored = await insertTask(database.pool, { ...task, jsonPayload: payloads[index] });
      await insertRun(database.pool, stored, { trigger: index === 0 ? 'replay' : 'api' });
    }
  });
  afterAll(() => database.drop());

  const namesOf = async (text: string) => {
    const filter = read(parseFilter(text, taskFilterFields));
    const request = { filter, sort: 'createdAt', descending: false, after: null, limit: 100 } as const;
    const { items } = await listTasks(database.pool, request);
    expect(await countTasks(database.pool, { filter }, 101)).toBe(items.length);
    return items.map(({ taskName }) => taskName.replace(/.*three.*/, 'three'));
  };
  const runsOf = async (text: string) => {
    const filter = read(parseFilter(text, runFilterFields));
    const { items } = await listRuns(database.pool, { filter, descending: false, afterId: null, limit: 100 });
    expect(await countRuns(database.pool, { filter }, 101)).toBe(items.length);
    const { rows } = await database.pool.query<{ id: string; name: string }>(
      'select id, task_name as name from tasks',
    );
    const names = new Map(rows.map(({ id, name }) => [id, name.replace(/.*three.*/, 'three')]));
    return items.map(({ taskId }) => names.get(taskId));
  };

  test.each([
    ['', 'four one two three'],
    ['status:failed,paused', ''],
    ['status:running', 'four one two three'],
    ['lane:serial', 'one'],
    ['-lane:serial', 'four two three'],
    ['tag:billing', 'one two'],
    ['tag:eu,us', 'one'],
    ['-tag:billing', 'four three'],
    ['priority:high', 'two'],
    ['method:PUT agent:a', 'four'],
    ['host:api.example.com', 'one two'],
    ['host:api.example.com:8443', 'one'],
    ['name:100%', 'three'],
    ['name:%', 'three'],
    ['"\\"three\\""', 'three'],
    ['NOTAPI', 'three'],
    ['created:>24h', 'four'],
    ['created:<24h', 'one two three'],
    ['next:<3h', 'four'],
    ['next:<1h', ''],
    ['-next:>0s', 'one two three'],
    ['payload.customer.id=42', 'one two'],
    ['payload.customer.id="42"', 'two'],
    ['payload.items[].sku=x', 'three'],
    ['-payload.customer.id=42', 'four three'],
    ['tag:billing -priority:high', 'one'],
  ])('of tasks: %s finds %s', async (text, names) => {
    expect((await namesOf(text)).join(' ')).toBe(names);
  });

  test.each([
    ['status:pending', 'one two three four'],
    ['status:pending,completed', 'one two three four'],
    ['status:completed', ''],
    ['-status:pending', ''],
    ['trigger:replay', 'one'],
    ['tag:eu', 'one'],
    ['-tag:eu', 'two three four'],
    ['host:api.example.com', 'one two'],
    ['name:o', 'one two four'],
    ['three', 'three'],
    ['payload.customer.id=42', 'one two'],
    ['scheduled:<1h', 'one two three four'],
    ['created:>1h', ''],
    ['started:<1h', ''],
  ])('of runs: %s finds %s', async (text, names) => {
    expect((await runsOf(text)).join(' ')).toBe(names);
  });

  test('of runs: a payload of the run stands before that of its task', async () => {
    const task = await insertTask(database.pool, { taskName: 'own', jsonPayload: { from: 'task' } });
    const run = await insertRun(database.pool, task);
    await database.pool.query(`update task_runs set json_payload = '{"from":"run"}' where id = $1`, [run.id]);
    expect([await runsOf('payload.from=run'), await runsOf('payload.from=task')]).toEqual([['own'], []]);
    await database.pool.query('delete from tasks where id = $1', [task.id]);
  });

  describe('by how long runs took, and how late they began', () => {
    const ago = (seconds: number) => `now() - interval '${seconds} s'`;
    beforeAll(async () => {
      const run = async (name: string, columns: Record<string, string>) => {
        const task = await insertTask(database.pool, { taskName: name, tags: ['timed'] });
        const { id } = await insertRun(database.pool, task, { trigger: 'backfill' });
        const set = Object.entries({ scheduled_for: ago(60), ...columns }).map(
          ([column, value]) => `${column} = ${value}`,
        );
        await database.pool.query('alter table task_runs disable trigger user');
        await database.pool.query(`update task_runs set ${set.join(', ')} where id = $1`, [id]);
        await database.pool.query('alter table task_runs enable trigger user');
      };
      const ended = { run_status: `'completed'`, finished_at: ago(39) };
      await run('quick', { ...ended, started_at: ago(59), finished_at: ago(58.5) });
      await run('slow', { ...ended, started_at: ago(59) });
      await run('late', { ...ended, started_at: ago(40) });
      await run('retried', { ...ended, started_at: ago(40), retry_count: '1' });
      await run('runs', { run_status: `'running'`, started_at: ago(30) });
      await run('waits', {});
      await run('tries again', { run_status: `'retrying'`, started_at: ago(30), retry_count: '1' });
      await run('skipped', { run_status: `'skipped'`, skip_reason: `'overlap'`, finished_at: ago(1) });
    });
    afterAll(() => database.pool.query(`delete from tasks where tags = '{timed}'`));

    test.each([
      ['took:>5s', 'runs slow'],
      ['took:<1s', 'quick'],
      ['took:<=1000ms', 'late quick retried'],
      ['-took:>=1s', 'quick skipped tries again waits'],
      ['late:>10s', 'late runs waits'],
      ['late:<10s', 'quick slow'],
      ['late:>50s status:pending', 'waits'],
      ['late:>1h', ''],
    ])('%s finds %s', async (text, names) => {
      expect((await runsOf(`tag:timed ${text}`)).sort().join(' ')).toBe(names);
    });
  });

  describe('by what people noted of tasks', () => {
    beforeAll(async () => {
      const { pool } = database;
      const add = async (name: string, marks: string) => {
        const task = await insertTask(pool, { taskName: name, tags: ['marked'] });
        const finishedAt = new Date().toISOString();
        await insertRun(pool, task, { runStatus: 'failed', startedAt: finishedAt, finishedAt });
        await pool.query(`update tasks set ${marks} where id = $1`, [task.id]);
      };
      await add('new', `task_status = 'failed'`);
      await add('known', `task_status = 'failed', acknowledged_at = now(), acknowledged_by = 'me'`);
      await add('old', `task_status = 'paused', archived_at = now()`);
    });
    afterAll(() => database.pool.query(`delete from tasks where tags = '{marked}'`));

    test.each([
      ['', 'known new'],
      ['acknowledged:no', 'new'],
      ['-acknowledged:no', 'known'],
      ['acknowledged:yes', 'known'],
      ['acknowledged:yes,no', 'known new'],
      ['archived:no', 'known new'],
      ['archived:yes', 'old'],
      ['-archived:no', 'old'],
      ['archived:yes,no', 'known new old'],
    ])('of tasks and of runs: %s finds %s', async (text, names) => {
      expect((await namesOf(`tag:marked ${text}`)).sort().join(' ')).toBe(names);
      expect((await runsOf(`tag:marked ${text}`)).sort().join(' ')).toBe(names);
    });

    test('of runs: what runs longer than its task allows', async () => {
      const { pool } = database;
      const run = async (name: string, timeoutMs: number) => {
        const task = await insertTask(pool, { taskName: name, tags: ['marked'], timeoutMs });
        const startedAt = new Date(Date.now() - 5_000).toISOString();
        await insertRun(pool, task, { runStatus: 'running', startedAt });
      };
      await run('hangs', 1_000);
      await run('takes long', 60_000);
      expect(await runsOf('overtime:yes')).toEqual(['hangs']);
      expect(await runsOf('overtime:no status:running')).toEqual(['takes long']);
    });
  });

  test('of runs: why they were skipped', async () => {
    const { pool } = database;
    for (const skipReason of ['missed', 'paused'] as const) {
      const task = await insertTask(pool, { taskName: skipReason });
      const finishedAt = new Date().toISOString();
      await insertRun(pool, task, { runStatus: 'skipped', skipReason, finishedAt });
    }
    expect(await runsOf('reason:missed')).toEqual(['missed']);
    expect((await runsOf('reason:missed,paused')).sort()).toEqual(['missed', 'paused']);
    expect(await runsOf('-reason:missed status:skipped')).toContain('paused');
  });

  test('no filter reaches the text of the statement', async () => {
    expect(await namesOf(`name:"'; drop table tasks; --" payload.a'b="'}" tag:"{\\"" host:"'"`)).toEqual([]);
  });

  describe('with many tasks', () => {
    let many: TestDatabase;
    beforeAll(async () => {
      many = await createTestDatabase();
      await many.pool.query(`
        insert into tasks (task_name, webhook_url, json_payload, created_at)
        select 'task ' || n, 'http://127.0.0.1:9/', jsonb_build_object('customer', jsonb_build_object('id', n)), now() - n * interval '1 s'
        from generate_series(1, 20000) n`);
      await many.pool.query('vacuum analyze tasks');
    });
    afterAll(() => many.drop());

    /** How many rows of `tasks` a list visits. */
    const rowsRead = async (work: () => Promise<unknown>) => {
      const client = await many.pool.connect();
      const read = async () => {
        await client.query('select pg_stat_force_next_flush()');
        await client.query('select 1');
        const { rows } = await client.query<{ n: string }>(
          `select seq_tup_read + idx_tup_fetch as n from pg_stat_user_tables where relname = 'tasks'`,
        );
        return Number(rows[0]!.n);
      };
      try {
        const before = await read();
        await work();
        await many.pool.query('select pg_stat_force_next_flush()');
        return (await read()) - before;
      } finally {
        client.release();
      }
    };

    test.each(['createdAt', 'taskName'] as const)(
      'a page by %s reads no more rows than it shows',
      async (sort) => {
        let after = null;
        for (let page = 0; page < 3; page += 1) {
          const request = { sort, descending: true, after, limit: 25 };
          const read = await rowsRead(async () => {
            after = (await listTasks(many.pool, request)).next;
          });
          expect(read).toBeGreaterThanOrEqual(25);
          expect(read).toBeLessThan(60);
        }
      },
    );

    test('a payload is found by its index', async () => {
      const filter = read(parseFilter('payload.customer.id=777', taskFilterFields));
      const request = { filter, sort: 'createdAt', descending: true, after: null, limit: 25 } as const;
      expect(await rowsRead(() => listTasks(many.pool, request))).toBeLessThan(30);
    });

    test('claiming and finishing a run leave its task’s row a HOT update', async () => {
      const { rows } = await many.pool.query<{ id: string }>('select id from tasks limit 40');
      const runs = [];
      for (const task of rows) runs.push(await insertRun(many.pool, task));
      const updates = async () => {
        await many.pool.query('select pg_stat_force_next_flush()');
        const { rows: stats } = await many.pool.query<{ all: string; hot: string }>(
          `select n_tup_upd as all, n_tup_hot_upd as hot from pg_stat_user_tables where relname = 'tasks'`,
        );
        return { all: Number(stats[0]!.all), hot: Number(stats[0]!.hot) };
      };
      const before = await updates();
      const claimed = await claimRuns(many.pool, runs, { workerId: newId(), leaseMs: 60_000 });
      expect(claimed).toHaveLength(40);
      const ends = claimed.map(
        (run) => ({ ...run, runStatus: 'completed', executionTimeMs: 1, message: '' }) as const,
      );
      const noPhases = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 };
      const rest = {
        messageTruncated: false,
        httpStatus: 200,
        errorCode: null,
        responseHeaders: null,
        backoffMs: 0,
      };
      await finishRuns(
        many.pool,
        ends.map((end) => ({ ...end, ...rest, phases: noPhases, wishes: noWishes })),
      );
      const after = await updates();
      expect(after.all - before.all).toBe(40);
      expect(after.hot - before.hot).toBe(40);
    });
  });
});
