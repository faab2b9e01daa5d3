import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Run } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/exports', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
    const { pool } = api.database;
    const names = ['=HYPERLINK("http://x.test")', '+1', '-1', '@SUM(A1)', '\tx', 'plain, "quoted"\nline'];
    for (const taskName of names)
      await insertTask(pool, { taskName, tags: ['cells'], jsonPayload: { a: [1] } });
    // More than two pages.
    await pool.query(`
      insert into tasks (id, task_name, webhook_url, tags)
      select gen_random_uuid(), 'task ' || n, 'http://127.0.0.1:9/', '{many}' from generate_series(1, 1201) n`);
    const task = await insertTask(pool, { taskName: 'with runs' });
    for (let index = 0; index < 3; index += 1) await insertRun(pool, task, { error: `=cmd|${index}` });
  });
  afterAll(() => api.close());

  const read = (file: string, filter?: string) =>
    api.request.get(`/api/exports/${file}`).query(filter === undefined ? {} : { filter });

  describe('200', () => {
    test('tasks.csv: a line for each, and no cell that a spreadsheet would run', async () => {
      const { status, text, headers } = await read('tasks.csv', 'tag:cells');
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(headers['content-disposition']).toBe('attachment; filename="tasks.csv"');
      const [head, ...lines] = text.split('\r\n');
      expect(head).toMatch(/^id,taskName,taskStatus,taskSchedule,/);
      expect(lines).toHaveLength(7);
      const cells = lines.slice(0, 6).map((line) => line.slice(37));
      expect(cells.map((cell) => cell.slice(0, 4))).toEqual([
        `"'=H`,
        `'+1,`,
        `'-1,`,
        `'@SU`,
        `'\tx,`,
        `"pla`,
      ]);
      expect(cells[5]).toMatch(/^"plain, ""quoted""\nline",ready,/);
      expect(cells[5]).toContain(`"{""a"":[1]}"`);
    });

    test('audit.json and audit.csv: every page of what the filter leaves, with cells that nothing runs', async () => {
      await api.database.pool.query(`
        insert into audit_log (id, actor, action, subject_type, subject_id, details)
        select gen_random_uuid(), '=kim', 'updateTask', 'tasks', n::text, '{"a":1}' from generate_series(1, 1201) n`);
      const query = { actor: '=kim', subjectType: 'tasks' };
      const whole = await api.request.get('/api/exports/audit.json').query(query);
      expect(whole.headers['content-disposition']).toBe('attachment; filename="audit.json"');
      const entries = JSON.parse(whole.text) as { subjectId: string }[];
      expect(new Set(entries.map(({ subjectId }) => subjectId)).size).toBe(1_201);
      const { text } = await api.request.get('/api/exports/audit.csv').query({ ...query, subjectId: '7' });
      const [head, line, end] = text.split('\r\n');
      expect(head).toMatch(/^id,createdAt,actor,action,/);
      expect([line!.includes(",'=kim,updateTask,tasks,7,"), end]).toEqual([true, '']);
    });

    test('tasks.json: every page of it, whole', async () => {
      const { text, headers } = await read('tasks.json', 'tag:many');
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      const tasks = JSON.parse(text);
      expect(tasks).toHaveLength(1_201);
      expect(new Set(tasks.map(({ id }: { id: string }) => id)).size).toBe(1_201);
      expect(tasks[0]).toMatchObject({ jsonPayload: {}, deliveryOptions: { templates: false } });
    });

    test('runs: as table and as JSON', async () => {
      const { text } = await read('runs.csv', 'name:"with runs"');
      expect(text.split('\r\n')).toHaveLength(5);
      expect(text).toContain(`,'=cmd|0,`);
      const runs = JSON.parse((await read('runs.json', 'status:pending')).text);
      expect(runs.map(({ error }: Run) => error)).toEqual(['=cmd|0', '=cmd|1', '=cmd|2']);
    });

    test('of nothing: a head, an empty list', async () => {
      expect((await read('tasks.csv', 'tag:none')).text).toMatch(/^id,taskName,[^\n]*\r\n$/);
      expect((await read('tasks.json', 'tag:none')).text).toBe('[]\n');
    });
  });

  describe('400', () => {
    test.each([
      ['filter', 'tasks.csv', 'colour:red'],
      ['filter', 'runs.json', 'agent:x'],
      ['format', 'tasks.xls', 'tag:a'],
    ])('the problem names %s of %s', async (path, file, filter) => {
      const { status, body } = await read(file, filter);
      expect([status, body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });

  describe('while it is read', () => {
    const heavy = 2_000;
    let own: TestApi;
    beforeAll(async () => {
      own = await startTestApi();
      // 20 kB each: a page of 500 is more than what the connection holds.
      await own.database.pool.query(`
        insert into tasks (id, task_name, webhook_url, json_payload)
        select gen_random_uuid(), 'heavy ' || n, 'http://127.0.0.1:9/', to_jsonb(repeat('x', 20000))
        from generate_series(1, ${heavy}) n`);
    });
    afterAll(() => own.close());

    /** The answer as it begins; nothing of its body has been read. */
    const begin = async (file: string) => {
      const [response] = (await once(get(`${own.url}/api/exports/${file}`), 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      return response;
    };
    const textOf = async (response: IncomingMessage) => {
      const texts: string[] = [];
      for await (const chunk of response.setEncoding('utf8')) texts.push(chunk as string);
      return texts.join('');
    };
    /** What the database is while the rest is read, and how it comes back. */
    const without = async (change: string, back: string, work: () => Promise<void>) => {
      await own.database.pool.query(change);
      try {
        await work();
      } finally {
        await own.database.pool.query(back);
      }
    };

    test.each(['tasks.csv', 'tasks.json'])(
      '%s begins before all rows are read, and reads no further than somebody listens',
      async (file) => {
        const response = await begin(file);
        await without(
          `update tasks set archived_at = now(), task_status = 'paused'`,
          `update tasks set archived_at = null, task_status = 'ready'`,
          async () => {
            const text = await textOf(response);
            const rows = text.split('x'.repeat(20_000)).length - 1;
            expect(rows).toBeGreaterThan(0);
            // The page that is being sent, and the one behind it.
            expect(rows).toBeLessThanOrEqual(1_000);
            if (file === 'tasks.json') expect(JSON.parse(text)).toHaveLength(rows);
          },
        );
        expect(response.complete).toBe(true);
      },
    );

    test.each(['tasks.csv', 'tasks.json'])(
      '%s that fails half-way is cut, and does not end',
      async (file) => {
        const response = await begin(file);
        await without(
          'alter table tasks rename to elsewhere',
          'alter table elsewhere rename to tasks',
          async () => {
            await expect(textOf(response)).rejects.toThrow('aborted');
          },
        );
        expect(response.complete).toBe(false);
        const whole = await textOf(await begin(file));
        expect(whole.split('x'.repeat(20_000)).length - 1).toBe(heavy);
      },
    );
  });

  describe('503', () => {
    test('what fails before the first line is a problem, not half a file', async () => {
      const broken = await startTestApi();
      try {
        const locker = await broken.database.pool.connect();
        await locker.query('begin; lock table tasks in access exclusive mode');
        const answer = await broken.request.get('/api/exports/tasks.csv');
        await locker.query('rollback');
        locker.release();
        expect([answer.status, answer.body.code]).toEqual([503, 'database.unreachable']);
      } finally {
        await broken.close();
      }
    });
  });
});
