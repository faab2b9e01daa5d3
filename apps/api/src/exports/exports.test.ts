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
