import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Run, Task } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/statistics', () => {
  let api: TestApi;
  let task: Task;
  const minuteMs = 60_000;
  const now = Date.now();
  const at = (agoMs: number) => new Date(now - agoMs).toISOString();
  /** Due so long ago, begun and ended so much later. */
  const ended = (agoMs: number, lagMs: number, tookMs: number): Partial<Run> => ({
    scheduledFor: at(agoMs),
    startedAt: at(agoMs - lagMs),
    finishedAt: at(agoMs - lagMs - tookMs),
  });
  beforeAll(async () => {
    api = await startTestApi();
    const { pool } = api.database;
    task = await insertTask(pool, { tags: ['billing'] });
    const other = await insertTask(pool);
    const add = (run: Partial<Run>) => insertRun(pool, task, run);
    await add({ ...ended(10 * minuteMs, 100, 1_000), runStatus: 'completed', cost: 0.5, qualityScore: 8 });
    await add({ ...ended(10 * minuteMs, 200, 2_000), runStatus: 'completed', cost: 1.5, qualityScore: 6 });
    await add({ ...ended(11 * minuteMs, 300, 3_000), runStatus: 'failed', retryCount: 2, maxRetry: 2 });
    await add({
      scheduledFor: at(12 * minuteMs),
      finishedAt: at(0),
      runStatus: 'skipped',
      skipReason: 'missed',
      occurrences: 7,
    });
    await add({ scheduledFor: at(1_000) });
    await insertRun(pool, other, { ...ended(5 * minuteMs, 0, 9_000), runStatus: 'completed', lane: 'own' });
    await insertRun(pool, other, { ...ended(3 * 60 * minuteMs, 0, 5_000), runStatus: 'completed' });
    await insertRun(pool, other, { scheduledFor: at(-60 * minuteMs) });
  });
  afterAll(() => api.close());

  /** Percentiles come out of bins that are two hundredths wide. */
  const expectNear = (found: number, truth: number) =>
    expect(Math.abs(found / truth - 1)).toBeLessThanOrEqual(0.02);
  const read = (path: string, query: object) => api.request.get(`/api/statistics/${path}`).query(query);

  describe('200', () => {
    test('summary: counts, rates, times and sums of a window', async () => {
      const { status, body } = await read('summary', { window: '1h', taskId: task.id });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        byStatus: { completed: 2, failed: 1, skipped: 7, pending: 1, abandoned: 0, held: 0 },
        total: 11,
        retries: 2,
        cost: { sum: 2, average: 1 },
        quality: { count: 2, average: 7 },
      });
      expect(body.successRate).toBeCloseTo(2 / 3);
      expectNear(body.durationMs.p50, 2_000);
      expect(body.durationMs.p99).toBeGreaterThan(2_900);
      // Of two, the lower one.
      expectNear(body.lagMs.p50, 100);
      expect(Date.parse(body.to) - Date.parse(body.from)).toBe(60 * minuteMs);
    });

    test('summary: all of the window, or those of a tag or a lane', async () => {
      const completed = async (query: object) => (await read('summary', query)).body.byStatus.completed;
      expect(await completed({ window: '1h' })).toBe(3);
      expect(await completed({})).toBe(await completed({ window: '7d' }));
      expect(await completed({ window: '1h', tag: 'billing' })).toBe(2);
      expect(await completed({ window: '1h', lane: 'own' })).toBe(1);
    });

    test('summary: of nothing there is no rate and no time', async () => {
      const { body } = await read('summary', { tag: 'none' });
      const none = { p50: null, p95: null, p99: null };
      expect(body).toMatchObject({ total: 0, successRate: null, durationMs: none, lagMs: none });
      expect(body.cost).toEqual({ sum: 0, average: null });
    });

    test('timeseries: a point for every bucket, those without runs included', async () => {
      const { body } = await read('timeseries', { window: '1h', bucket: '1m', taskId: task.id });
      expect(body.bucketMs).toBe(minuteMs);
      expect(body.points).toHaveLength(61);
      const [first, second] = body.points;
      expect(Date.parse(second.at) - Date.parse(first.at)).toBe(minuteMs);
      expect(Date.parse(first.at) % minuteMs).toBe(0);
      const sum = (pick: (point: { byStatus: Record<string, number>; total: number }) => number) =>
        body.points.reduce((total: number, point: never) => total + pick(point), 0);
      expect(sum(({ byStatus }) => byStatus.completed!)).toBe(2);
      expect(sum(({ total }) => total)).toBe(11);
      expect(first).toMatchObject({ total: 0, successRate: null, durationMs: null, cost: { sum: 0 } });
      const busy = body.points.find(({ byStatus }: typeof first) => byStatus.completed === 2);
      expect(busy.durationMs).toBeCloseTo(1_500, -1);
      expect(busy.cost).toEqual({ sum: 2, average: 1 });
    });

    test.each([
      ['1h', 60_000, 61],
      ['6h', 900_000, 25],
      ['24h', 3_600_000, 25],
      ['7d', 21_600_000, 29],
      ['30d', 86_400_000, 31],
    ])('timeseries: %s has buckets of %d ms unless told otherwise', async (window, bucketMs, points) => {
      const { body } = await read('timeseries', { window });
      expect([body.bucketMs, body.points.length]).toEqual([bucketMs, points]);
    });

    test('a range of one’s own holds its first instant, and not the one where it ends', async () => {
      const own = await insertTask(api.database.pool);
      const hour = Math.floor(now / 3_600_000) * 3_600_000;
      const iso = (ms: number) => new Date(ms).toISOString();
      for (const dueMs of [hour - 3_600_000, hour - 1, hour])
        await insertRun(api.database.pool, own, {
          ...{ scheduledFor: iso(dueMs), startedAt: iso(dueMs), finishedAt: iso(dueMs + 5) },
          runStatus: 'completed',
        });
      const range = { from: iso(hour - 3_600_000), to: iso(hour), taskId: own.id };
      const summary = (await read('summary', range)).body;
      expect(summary).toMatchObject({ total: 2, from: range.from, to: range.to });
      const { bucketMs, points } = (await read('timeseries', range)).body;
      expect([bucketMs, points.length]).toEqual([minuteMs, 60]);
      expect([points[0].at, points[0].total, points.at(-1).total]).toEqual([range.from, 1, 1]);
      const { buckets } = (await read('histogram', { ...range, of: 'duration' })).body;
      expect(buckets.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(2);
      expect((await read('slowest', range)).body.items).toMatchObject([{ count: 2 }]);
    });

    test('histogram: how many runs took how long, and began how late', async () => {
      const duration = (await read('histogram', { of: 'duration', window: '1h', taskId: task.id })).body;
      const filled = (buckets: { count: number }[]) => buckets.filter(({ count }) => count > 0);
      const [low, high, ...more] = filled(duration.buckets);
      expect(more).toEqual([]);
      expect([low, high]).toMatchObject([
        { toMs: 2_000, count: 1 },
        { fromMs: 2_000, toMs: 5_000, count: 2 },
      ]);
      expect(duration.buckets.at(-1)).toMatchObject({ fromMs: 3_600_000, toMs: null });
      expectNear(duration.percentiles.p50, 2_000);
      const lag = (await read('histogram', { of: 'lag', window: '1h', taskId: task.id })).body;
      expect(filled(lag.buckets).reduce((sum, { count }) => sum + count, 0)).toBe(2);
      const waits = (await read('histogram', { of: 'lag', window: '1h', lane: 'own' })).body;
      expect(filled(waits.buckets)).toMatchObject([{ count: 1 }]);
    });
  });

  describe('200: heat map', () => {
    const dayOf = (agoMs: number, timeZone: string) =>
      new Intl.DateTimeFormat('sv', { timeZone }).format(new Date(Date.now() - agoMs));

    test('a day for every day up to today, with what became of its runs', async () => {
      const own = await insertTask(api.database.pool);
      const agoMs = 40 * 3_600_000;
      await api.database.pool.query(
        'select ensure_partitions((now() - interval $$3 days$$)::date, now()::date)',
      );
      await insertRun(api.database.pool, own, { ...ended(agoMs, 0, 1), runStatus: 'completed' });
      await insertRun(api.database.pool, own, { ...ended(agoMs + 1, 0, 1), runStatus: 'failed' });
      await insertRun(api.database.pool, own, { ...ended(agoMs + 2, 0, 1), runStatus: 'cancelled' });
      const skipped = { runStatus: 'skipped', skipReason: 'missed', occurrences: 7 } as const;
      await insertRun(api.database.pool, own, { ...ended(agoMs + 3, 0, 1), ...skipped, startedAt: null });
      for (const timeZone of ['UTC', 'Pacific/Kiritimati']) {
        const { body } = await read('heatmap', { taskId: own.id, timeZone });
        expect([body.timeZone, body.days.length]).toEqual([timeZone, 84]);
        expect(body.days.at(-1).day).toBe(dayOf(0, timeZone));
        const filled = body.days.filter((day: Record<string, number>) => day.completed! + day.failed! > 0);
        expect(filled).toEqual([
          { day: dayOf(agoMs, timeZone), completed: 1, failed: 1, skipped: 7, other: 1 },
        ]);
      }
      expect((await read('heatmap', { taskId: own.id, days: 1 })).body.days).toHaveLength(1);
    });
  });

  describe('400', () => {
    test.each([
      ['window', 'summary', { window: '2h' }],
      ['taskId', 'summary', { taskId: 'x' }],
      ['bucket', 'timeseries', { window: '30d', bucket: '1m' }],
      ['bucket', 'timeseries', { bucket: '7m' }],
      ['of', 'histogram', {}],
      ['days', 'heatmap', { days: 85 }],
      ['timeZone', 'heatmap', { timeZone: 'Mars/Olympus' }],
      ['colour', 'histogram', { of: 'lag', colour: 'red' }],
    ])('the problem names %s of %s', async (path, route, query) => {
      const { status, body } = await read(route, query);
      expect([status, body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });
});
