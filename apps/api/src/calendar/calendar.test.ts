import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { nextFireTime, scheduleOf } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/calendar', () => {
  let api: TestApi;
  const hourMs = 3_600_000;
  const tomorrow = new Date();
  tomorrow.setUTCHours(24, 0, 0, 0);
  const from = tomorrow.toISOString();
  const at = (ms: number) => new Date(tomorrow.getTime() + ms).toISOString();
  const insertPlanned = (task: Partial<Task>) => {
    const schedule = scheduleOf({
      taskSchedule: null,
      timeZone: 'UTC',
      dstGap: 'run_after',
      dstOverlap: 'first',
      ...task,
    });
    const nextRunAt = schedule === null ? null : new Date(nextFireTime(schedule, Date.now())!).toISOString();
    return insertTask(api.database.pool, { nextRunAt, ...task });
  };
  beforeAll(async () => {
    api = await startTestApi();
    await api.database.pool.query(`insert into lanes (name) values ('own')`);
    await insertPlanned({ taskName: 'Nightly', taskSchedule: '30 2 * * *', tags: ['billing'] });
    await insertPlanned({ taskName: 'Once', runAt: at(5 * hourMs), nextRunAt: at(5 * hourMs), lane: 'own' });
    await insertPlanned({ taskName: 'Beat 1', taskSchedule: '* * * * *', tags: ['beat'] });
    await insertPlanned({ taskName: 'Beat 2', taskSchedule: '* * * * *', tags: ['beat'] });
    await insertPlanned({
      taskName: 'Asleep',
      taskSchedule: '0 3 * * *',
      taskStatus: 'paused',
      nextRunAt: null,
    });
    await insertPlanned({ taskName: 'By hand', nextRunAt: null });
  });
  afterAll(() => api.close());

  const read = (query: object) => api.request.get('/api/calendar').query(query);

  describe('200', () => {
    test('a day: what runs now and then is listed in order, what runs often is told in one line', async () => {
      const { status, body } = await read({ from, to: at(24 * hourMs) });
      expect(status).toBe(200);
      expect(body.occurrences).toMatchObject([
        { at: at(2.5 * hourMs), taskName: 'Nightly', taskSchedule: '30 2 * * *' },
        { at: at(5 * hourMs), taskName: 'Once', taskSchedule: null, lane: 'own' },
      ]);
      expect(body.series).toMatchObject([
        {
          ...{ taskSchedule: '* * * * *', everyMs: 60_000, runs: 2 * 1_440, taskCount: 2 },
          ...{ firstAt: from, lastAt: at(24 * hourMs - 60_000) },
        },
      ]);
      expect(body.load.bucketMs).toBe(hourMs);
      expect(body.load.counts).toEqual(
        Array.from({ length: 24 }, (_, hour) => 120 + (hour === 2 || hour === 5 ? 1 : 0)),
      );
      expect(body).toMatchObject({ runs: 2_882, taskCount: 4, leftOut: { occurrences: 0, tasks: 0 } });
    });

    test('an hour: minute by minute', async () => {
      const { body } = await read({ from: at(2 * hourMs), to: at(3 * hourMs), tag: 'billing' });
      expect(body.load).toEqual({
        bucketMs: 60_000,
        counts: Array.from({ length: 60 }, (_, minute) => (minute === 30 ? 1 : 0)),
      });
    });

    test('of one lane, of one task, of one tag', async () => {
      const names = async (query: object) =>
        (await read({ from, to: at(24 * hourMs), ...query })).body.occurrences.map(
          ({ taskName }: { taskName: string }) => taskName,
        );
      expect(await names({ lane: 'own' })).toEqual(['Once']);
      expect(await names({ tag: 'billing' })).toEqual(['Nightly']);
      const { body } = await read({ from, to: at(24 * hourMs), lane: 'own' });
      expect(await names({ taskId: body.occurrences[0].taskId })).toEqual(['Once']);
    });

    test('no more is listed than was asked for; the rest is counted, and that is said', async () => {
      const { body } = await read({ from, to: at(48 * hourMs), limit: 1, tag: 'billing' });
      expect(body.occurrences).toMatchObject([{ taskName: 'Nightly' }]);
      expect(body).toMatchObject({ runs: 2, leftOut: { occurrences: 1, tasks: 0 } });
    });

    test('an hour in which a lane has more planned runs than its limits let begin is named', async () => {
      const { pool } = api.database;
      await pool.query(`insert into lanes (name, concurrency_limit, rate_limit_runs, rate_limit_per_ms) values
        ('paced', 5, 60, 3600000), ('slow', 1, null, null), ('wide', 50, null, null)`);
      const planned = { taskSchedule: '* 7 * * *', tags: ['overloaded'] };
      await insertPlanned({ ...planned, lane: 'paced' });
      await insertPlanned({ ...planned, taskSchedule: '*/30 7 * * *', lane: 'paced' });
      const slow = await insertPlanned({ ...planned, taskSchedule: '0,20,40 7 * * *', lane: 'slow' });
      const wide = await insertPlanned({ ...planned, lane: 'wide' });
      for (const task of [slow, wide]) {
        // Half an hour each.
        await insertRun(pool, task, {
          ...{ runStatus: 'completed', scheduledFor: at(-48 * hourMs), lane: task.lane },
          ...{ startedAt: at(-48 * hourMs), finishedAt: at(-47.5 * hourMs) },
        });
      }
      const { body } = await read({ from, to: at(24 * hourMs), tag: 'overloaded' });
      expect(body.overloads).toEqual([
        { at: at(7 * hourMs), lane: 'paced', planned: 62, fits: 60 },
        { at: at(7 * hourMs), lane: 'slow', planned: 3, fits: 2 },
      ]);
      const minutes = await read({ from: at(7 * hourMs), to: at(8 * hourMs), tag: 'overloaded' });
      expect(minutes.body.overloads).toEqual([]);
      await pool.query(`delete from tasks where tags @> '{overloaded}'`);
    });

    test('what is past is not planned any more', async () => {
      const { body } = await read({ from: at(-72 * hourMs), to: at(-48 * hourMs) });
      expect(body).toMatchObject({ runs: 0, occurrences: [], series: [] });
      expect(body.load.counts).toEqual(Array(24).fill(0));
    });
  });

  describe('400', () => {
    test.each([
      ['to', { from, to: from }],
      ['to', { from, to: at(43 * 24 * hourMs) }],
      ['from', { from: 'tomorrow' }],
      ['limit', { limit: 5_001 }],
      ['colour', { colour: 'red' }],
    ])('the problem names %s', async (path, query) => {
      const { status, body } = await read(query);
      expect([status, body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });
});
