import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/schedules', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const preview = (body: object) => api.request.post('/api/schedules/preview').send(body);

  describe('200', () => {
    test('the next instants, in words too, with what may surprise', async () => {
      const { status, body } = await preview({
        taskSchedule: '30 2 * * *',
        timeZone: 'Europe/Berlin',
        from: '2026-03-28T00:00:00+01:00',
        count: 2,
      });
      expect(status).toBe(200);
      expect(body.next).toEqual(['2026-03-28T01:30:00Z', '2026-03-29T01:00:00Z']);
      expect(body.description).toContain('02:30');
      expect(body.warnings.join(' ')).toContain('2026-03-29');
    });

    test.each([
      [{ dstGap: 'run_after' }, '2026-03-29', ['2026-03-29T01:00:00Z']],
      [{ dstGap: 'skip' }, '2026-03-29', ['2026-03-30T00:30:00Z']],
      [{ dstOverlap: 'first' }, '2026-10-25', ['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']],
      [{ dstOverlap: 'both' }, '2026-10-25', ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']],
    ])('with %j half past two in Berlin of %s', async (policy, day, next) => {
      const schedule = { taskSchedule: '30 2 * * *', timeZone: 'Europe/Berlin', ...policy };
      const { status, body } = await preview({ ...schedule, from: `${day}T00:00:00Z`, count: next.length });
      expect([status, body.next]).toEqual([200, next]);
      expect(body.warnings.join(' ')).toContain(day);
    });

    test('warns of a lane that lets runs begin less often, and of no other', async () => {
      await api.request
        .put('/api/lanes/mail')
        .send({ concurrencyLimit: 1, rateLimit: { runs: 1, perMs: 60_000 } })
        .expect(200);
      const warningsOf = async (taskSchedule: string, lane: string) =>
        (await preview({ taskSchedule, lane })).body.warnings;
      expect(await warningsOf('*/30 * * * * *', 'mail')).toEqual([expect.stringContaining('lane mail')]);
      expect(await warningsOf('* * * * *', 'mail')).toEqual([]);
      expect(await warningsOf('*/30 * * * * *', 'another')).toEqual([]);
    });

    test('without an instant it starts now', async () => {
      const { body } = await preview({ taskSchedule: '* * * * *' });
      expect(body.next).toHaveLength(5);
      expect(Math.abs(Date.parse(body.next[0]) - Date.now())).toBeLessThan(65_000);
    });
  });

  describe('200', () => {
    test('expressions in words, as they are listed, whether they are known or not', async () => {
      const taskSchedules = ['*/5 * * * *', ' @daily ', 'never'];
      const { status, body } = await api.request.post('/api/schedules/describe').send({ taskSchedules });
      expect(status).toBe(200);
      expect(body.descriptions).toEqual(['Every 5 minutes', 'At 00:00', expect.stringContaining('"never"')]);
    });
  });

  describe('400', () => {
    test.each([
      ['taskSchedule', { taskSchedule: '* * * *' }],
      ['timeZone', { taskSchedule: '* * * * *', timeZone: 'Nowhere' }],
      ['count', { taskSchedule: '* * * * *', count: 0 }],
      ['dstGap', { taskSchedule: '* * * * *', dstGap: 'first' }],
      ['dstOverlap', { taskSchedule: '* * * * *', dstOverlap: 'skip' }],
      ['from', { taskSchedule: '* * * * *', from: 'now' }],
      ['expression', { taskSchedule: '* * * * *', expression: 'x' }],
    ])('the problem names %s', async (path, body) => {
      const answer = await preview(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });
});
