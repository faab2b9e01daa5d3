import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import type { TestUser } from '../testing/accounts.js';
import { givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';

type Headers = Record<string, string>;
const view = { page: '/tasks', name: 'Failing', query: 'status=failed' };

describeApi('saved views', () => {
  let api: TestApi;
  let owner: TestUser;
  let other: TestUser;
  let admin: TestUser;
  let viewer: TestUser;
  beforeAll(async () => {
    api = await startTestApi();
    owner = await givenUser(api, 'operator');
    other = await givenUser(api, 'operator');
    admin = await givenUser(api, 'admin');
    viewer = await givenUser(api, 'viewer');
  });
  afterAll(() => api.close());

  const post = (body: object, as: Headers = owner.bearer) =>
    api.request.post('/api/saved-views').set(as).send(body);
  const patch = (id: string, body: object, as: Headers = owner.bearer) =>
    api.request.patch(`/api/saved-views/${id}`).set(as).send(body);
  const remove = (id: string, as: Headers = owner.bearer) =>
    api.request.delete(`/api/saved-views/${id}`).set(as);
  const list = async (as: Headers, query: object = {}) =>
    (await api.request.get('/api/saved-views').set(as).query(query).expect(200)).body;
  const namesOf = async (as: Headers, query: object = {}): Promise<string[]> =>
    (await list(as, { limit: 100, ...query })).items.map(({ name }: { name: string }) => name);

  describe('201', () => {
    test('a view is kept for its owner, its query written in one way', async () => {
      const { body } = await post({ ...view, name: '  Mine ', query: 'filter=tag:a b&sort=-createdAt' });
      expect(body).toMatchObject({ name: 'Mine', isShared: false, isOwn: true, ownerName: owner.email });
      expect(body.query).toBe('filter=tag%3Aa+b&sort=-createdAt');
      expect(body).not.toHaveProperty('ownerId');
    });

    test('one that is repeated under its Idempotency-Key is kept once', async () => {
      const create = () => post({ ...view, name: 'Repeated' }).set('idempotency-key', 'once');
      const [first, second] = [await create(), await create()];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body).toEqual(first.body);
      expect(second.headers['idempotency-replayed']).toBe('true');
    });

    test('somebody else’s equal Idempotency-Key is another one', async () => {
      const create = (bearer: TestUser['bearer']) =>
        post({ ...view, name: 'Twice' }, bearer).set('idempotency-key', 'of-two');
      const [one, another] = [await givenUser(api), await givenUser(api)];
      const [mine, theirs] = [await create(one.bearer), await create(another.bearer)];
      expect([mine.status, theirs.status]).toEqual([201, 201]);
      expect(theirs.body.id).not.toBe(mine.body.id);
      expect(theirs.headers).not.toHaveProperty('idempotency-replayed');
    });

    test('keys and the machine itself have their own', async () => {
      const key = await givenApiKey(api, { userId: owner.id, role: 'operator' });
      await post({ ...view, name: 'Of a key' }, key.bearer).expect(201);
      await post({ ...view, name: 'Of the machine' }, {}).expect(201);
      expect(await namesOf(key.bearer)).toEqual(['Of a key']);
      expect(await namesOf({})).toEqual(['Of the machine']);
    });

    test('it is in the audit log', async () => {
      const { body } = await post({ ...view, name: 'Audited' });
      const { rows } = await api.database.pool.query(
        'select actor, action from audit_log where subject_id = $1',
        [body.id],
      );
      expect(rows).toEqual([{ actor: owner.email, action: 'createSavedView' }]);
    });
  });

  describe('200', () => {
    test('one sees one’s own and the shared ones, of one page or of all', async () => {
      await post({ ...view, name: 'Hidden' }, other.bearer);
      await post({ ...view, name: 'Shown', isShared: true }, other.bearer);
      await post({ ...view, name: 'Shown runs', page: '/runs', isShared: true }, other.bearer);
      expect(await namesOf(viewer.bearer)).toEqual(['Shown', 'Shown runs']);
      expect(await namesOf(viewer.bearer, { page: '/runs' })).toEqual(['Shown runs']);
      expect(await namesOf(other.bearer)).toEqual(['Hidden', 'Shown', 'Shown runs']);
      expect(await namesOf(admin.bearer)).not.toContain('Hidden');
    });

    test('page by page, by name', async () => {
      const reader = await givenUser(api);
      for (const name of ['c', 'A', 'b']) await post({ ...view, name }, reader.bearer);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await list(reader.bearer, { limit: 1, ...(cursor && { cursor }) });
        seen.push(items[0].name);
        cursor = nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen.filter((name) => name.length === 1)).toEqual(['A', 'b', 'c']);
    });

    test('its owner changes it, and an administrator', async () => {
      const { body } = await post({ ...view, name: 'To change' });
      const { id } = body;
      expect((await patch(id, { name: 'Changed', isShared: true })).body).toMatchObject({
        name: 'Changed',
        isShared: true,
        query: view.query,
      });
      expect((await patch(id, { query: 'group=tag' }, admin.bearer)).body).toMatchObject({
        query: 'group=tag',
        isOwn: false,
      });
      await remove(id, admin.bearer).expect(204);
    });
  });

  describe('live', () => {
    afterEach(closeSockets);

    test('who looks on is told of a shared view within two seconds: shared, renamed, no longer shared, deleted', async () => {
      const reader = await connectSocket(api, viewer.accessToken);
      // What was told of the tests before may still be on its way.
      const since = new Date().toISOString();
      const heard = () => reader.of('saved_views.updated').filter(({ at }) => at >= since);
      const told = async (change: () => PromiseLike<unknown>) => {
        const before = heard().length;
        const beganAt = performance.now();
        await change();
        await until(() => heard().length > before, { what: 'it is told' });
        expect(performance.now() - beganAt).toBeLessThan(2_000);
        expect(heard().at(-1)).toEqual({ at: expect.any(String) });
      };
      const { body } = await post({ ...view, name: 'Nobody’s business' });
      const { id } = body;
      await patch(id, { name: 'Still private' });
      await told(() => patch(id, { isShared: true }));
      expect(heard()).toHaveLength(1);
      await told(() => patch(id, { name: 'Ours' }));
      await told(() => patch(id, { isShared: false }));
      await patch(id, { query: 'group=tag' });
      await remove(id);
      let shared = '';
      await told(async () => {
        shared = (await post({ ...view, name: 'Ours too', isShared: true })).body.id;
      });
      await told(() => remove(shared, admin.bearer));
      expect(heard()).toHaveLength(5);
    });
  });

  describe('400', () => {
    test.each([
      ['page', { ...view, page: '/settings' }],
      ['name', { ...view, name: ' ' }],
      ['name', { ...view, name: 'x'.repeat(61) }],
      ['name', { ...view, name: 'two\nlines' }],
      ['query', { ...view, query: '?status=failed' }],
      ['query', { ...view, query: 'a=1#token' }],
      ['query', { ...view, query: `filter=${'x'.repeat(4_000)}` }],
      ['query', { ...view, query: `filter=${'ü'.repeat(2_000)}` }],
      ['ownerId', { ...view, ownerId: 'somebody' }],
    ])('the problem names %s', async (path, body) => {
      const answer = await post(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });

    test('a change that changes nothing', async () => {
      expect((await patch(unknownId, {})).status).toBe(400);
    });
  });

  describe('403', () => {
    test('a shared view of somebody else stays as it is', async () => {
      const { body } = await post({ ...view, name: 'Ours', isShared: true });
      for (const answer of [
        await patch(body.id, { name: 'Stolen' }, other.bearer),
        await remove(body.id, other.bearer),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([403, 'auth.forbidden']);
      }
      expect(await namesOf(owner.bearer)).toContain('Ours');
    });

    test('a viewer keeps views and shares none', async () => {
      const { body } = await post({ ...view, name: 'A viewer’s' }, viewer.bearer).expect(201);
      await post({ ...view, name: 'Shared', isShared: true }, viewer.bearer).expect(403);
      await patch(body.id, { isShared: true }, viewer.bearer).expect(403);
    });

    test('a key that may only read keeps none', async () => {
      const key = await givenApiKey(api, { scopes: ['tasks:read'] });
      await list(key.bearer);
      await post(view, key.bearer).expect(403);
    });
  });

  describe('404', () => {
    test('a view that somebody keeps for themselves is not there for others', async () => {
      const { body } = await post({ ...view, name: 'Private' });
      const read = ({ bearer }: TestUser) => api.request.get(`/api/saved-views/${body.id}`).set(bearer);
      expect((await read(owner)).body).toEqual(body);
      expect((await read(other)).body.code).toBe('saved_view.not_found');
      expect((await read(admin)).body).toEqual({ ...body, isOwn: false });
      await patch(body.id, { name: 'Seen' }, other.bearer).expect(404);
      await remove(body.id, other.bearer).expect(404);
      await patch(body.id, { isShared: true }).expect(200);
      expect((await read(other)).body).toMatchObject({ name: 'Private', isOwn: false });
      await remove(body.id).expect(204);
      expect((await remove(unknownId)).body.code).toBe('saved_view.not_found');
    });
  });

  describe('409', () => {
    test('a name is taken once for each page of an owner', async () => {
      const taken = { ...view, name: 'Taken' };
      await post(taken).expect(201);
      const answer = await post(taken);
      expect([answer.status, answer.body.code]).toEqual([409, 'saved_view.conflict']);
      await post({ ...taken, page: '/runs' }).expect(201);
      await post(taken, other.bearer).expect(201);
      const { body } = await post({ ...view, name: 'Free' });
      await patch(body.id, { name: 'Taken' }).expect(409);
    });

    test('nobody has more than a hundred', async () => {
      const collector = await givenUser(api);
      await api.database.pool.query(
        `insert into saved_views (id, owner_id, owner_name, page, name, query)
         select gen_random_uuid(), $1, 'x', '/runs', 'view ' || n, '' from generate_series(1, 100) n`,
        [collector.id],
      );
      const answer = await post(view, collector.bearer);
      expect([answer.status, answer.body.detail]).toEqual([409, 'You have 100 views already.']);
    });
  });
});
