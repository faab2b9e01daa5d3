import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { insertTask } from '@carillon/db/testing';
import { blackoutLimits } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';

const hourMs = 3_600_000;
const at = (hours: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + hours * hourMs).toISOString();

describeApi('blackout windows', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  beforeEach(() => api.database.pool.query('delete from blackouts'));
  afterAll(async () => {
    closeSockets();
    await api.close();
  });

  const once = () => ({ startsAt: at(-1), endsAt: at(1) });
  const nightly = { schedule: '0 2 * * *', timeZone: 'Europe/Vienna', durationMs: 2 * hourMs };
  const post = (body: object) => api.request.post('/api/blackouts').send(body);
  const get = (path: string) => api.request.get(`/api/blackouts${path}`);
  const patch = (id: string, body: object) => api.request.patch(`/api/blackouts/${id}`).send(body);
  const given = async (body: object): Promise<{ id: string; name: string }> =>
    (await post({ name: 'Maintenance', ...body }).expect(201)).body;

  describe('201', () => {
    test('one that comes once says whether it holds now', async () => {
      const times = once();
      const { body } = await post({ name: 'Move', ...times });
      expect(body).toEqual({
        ...{ id: expect.any(String), name: 'Move', enabled: true, tags: [], ...times },
        ...{ schedule: null, description: null, timeZone: null, durationMs: null },
        ...{
          current: times,
          next: null,
          version: 1,
          createdAt: expect.any(String),
          updatedAt: expect.any(String),
        },
      });
    });

    test('one that recurs says when it comes next, by the clocks of its zone', async () => {
      const { body } = await post({ name: 'Nightly', ...nightly, tags: ['db', 'db'] });
      expect(body).toMatchObject({ ...nightly, tags: ['db'], startsAt: null, description: 'At 02:00' });
      const { startsAt, endsAt } = body.next;
      expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(2 * hourMs);
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Vienna', timeStyle: 'short' });
      expect(clock.format(new Date(startsAt))).toBe('02:00');
    });
  });

  describe('200', () => {
    test('a change leaves what it does not name, and one that is off holds nothing', async () => {
      const { id } = await given(nightly);
      const { body } = await patch(id, { enabled: false, name: 'Other' });
      expect(body).toMatchObject({ ...nightly, enabled: false, name: 'Other', current: null, next: null });
      expect((await get(`/${id}`)).body).toEqual(body);
    });

    test('one that comes once may become one that recurs, and the other way round', async () => {
      const { id } = await given(once());
      expect((await patch(id, nightly)).body).toMatchObject({ ...nightly, startsAt: null, endsAt: null });
      const times = once();
      const { body } = await patch(id, { ...times, schedule: null, timeZone: null, durationMs: null });
      expect(body).toMatchObject({ ...times, schedule: null, timeZone: null, durationMs: null });
    });

    test('the list goes on where a page ended', async () => {
      for (const name of ['b', 'a']) await given({ name, ...nightly });
      const first = (await get('?limit=1')).body;
      const second = (await get(`?limit=1&cursor=${first.nextCursor}`)).body;
      expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['a', 'b']);
      expect(second.nextCursor).toBeNull();
    });

    test('every change is in the audit log, and told to who is there', async () => {
      const socket = await connectSocket(api, (await givenUser(api, 'viewer')).accessToken);
      const { id } = await given(nightly);
      await patch(id, { enabled: false });
      await api.request.delete(`/api/blackouts/${id}`).expect(204);
      await until(() => socket.of('blackouts.updated').length > 0, { what: 'the viewer was told' });
      const { rows } = await api.database.pool.query(
        `select action from audit_log where subject_type = 'blackouts' and subject_id = $1 order by id`,
        [id],
      );
      expect(rows.map(({ action }) => action)).toEqual([
        'createBlackout',
        'changeBlackout',
        'removeBlackout',
      ]);
    });

    test('a preview of a schedule marks the instants that lie in a window of the task', async () => {
      const from = '2027-06-01T00:00:00Z';
      const window = await given({ ...nightly, timeZone: 'UTC', tags: ['db'] });
      const preview = async (tags: string[]) =>
        (
          await api.request
            .post('/api/schedules/preview')
            .send({ taskSchedule: '0 */2 * * *', from, count: 3, tags })
        ).body;
      expect(await preview(['db'])).toMatchObject({
        next: ['2027-06-01T02:00:00Z', '2027-06-01T04:00:00Z', '2027-06-01T06:00:00Z'],
        blackouts: [{ id: window.id, name: 'Maintenance' }, null, null],
      });
      expect((await preview([])).blackouts).toEqual([null, null, null]);
    });

    test('the calendar tells of the windows and marks what lies in them', async () => {
      const times = { startsAt: at(24), endsAt: at(30) };
      const window = await given({ ...times, tags: ['db'] });
      const base = { runAt: at(25), nextRunAt: at(25) };
      await insertTask(api.database.pool, { ...base, taskName: 'Of it', tags: ['db'] });
      await insertTask(api.database.pool, { ...base, taskName: 'Other' });
      const { body } = await api.request.get('/api/calendar').query({ from: at(20), to: at(40) });
      expect(body.blackouts).toEqual([
        { id: window.id, name: 'Maintenance', tags: ['db'], from: times.startsAt, to: times.endsAt },
      ]);
      expect(body.occurrences).toMatchObject([
        { taskName: 'Of it', blackout: { id: window.id, name: 'Maintenance' } },
        { taskName: 'Other', blackout: null },
      ]);
    });
  });

  describe('400', () => {
    test.each([
      ['schedule', {}],
      ['schedule', { ...nightly, startsAt: at(1), endsAt: at(2) }],
      ['schedule', { ...nightly, schedule: '0 25 * * *' }],
      ['timeZone', { ...nightly, timeZone: 'Nowhere' }],
      ['durationMs', { schedule: '0 2 * * *' }],
      ['durationMs', { ...nightly, durationMs: 59_999 }],
      ['durationMs', { ...nightly, durationMs: blackoutLimits.durationMsMax + 1 }],
      ['durationMs', { ...nightly, durationMs: 24 * hourMs }],
      ['startsAt', { endsAt: at(1) }],
      ['endsAt', { startsAt: at(1) }],
      ['endsAt', { startsAt: at(2), endsAt: at(1) }],
      ['startsAt', { startsAt: 'tomorrow', endsAt: at(2) }],
      ['tags.0', { ...nightly, tags: [''] }],
    ])('the problem names %s: %j', async (path, body) => {
      const { status, body: problem } = await post({ name: 'Maintenance', ...body });
      expect([status, problem.fieldErrors[0].path]).toEqual([400, path]);
    });
  });

  describe('403', () => {
    test('a viewer reads, an operator changes', async () => {
      const { id } = await given(nightly);
      const viewer = await givenUser(api, 'viewer');
      const operator = await givenUser(api, 'operator');
      expect((await get('').set(viewer.bearer)).body.items).toHaveLength(1);
      expect((await patch(id, { enabled: false }).set(viewer.bearer)).status).toBe(403);
      expect((await patch(id, { enabled: false }).set(operator.bearer)).status).toBe(200);
    });
  });

  describe('404', () => {
    test('an unknown window', async () => {
      for (const answer of [
        await get(`/${unknownId}`),
        await patch(unknownId, { enabled: false }),
        await api.request.delete(`/api/blackouts/${unknownId}`),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([404, 'blackout.not_found']);
      }
    });
  });

  describe('409', () => {
    test('a name is taken once', async () => {
      await given(nightly);
      const other = await given({ ...nightly, name: 'Other' });
      for (const answer of [
        await post({ name: 'Other', ...nightly }),
        await patch(other.id, { name: 'Maintenance' }),
      ]) {
        expect([answer.status, answer.body.detail]).toEqual([409, 'The name is taken.']);
      }
    });

    test('there are at most a hundred', async () => {
      await api.database.pool.query(
        `insert into blackouts (id, name, starts_at, ends_at, created_by)
         select gen_random_uuid(), 'window ' || n, now(), now() + interval '1 hour', 'test' from generate_series(1, $1) n`,
        [blackoutLimits.windowsMax],
      );
      const { status, body } = await post({ name: 'One too many', ...nightly });
      expect([status, body.detail]).toEqual([409, 'There are 100 blackout windows, and no more can be.']);
    });
  });
});
