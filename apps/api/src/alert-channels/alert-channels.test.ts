import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alertAddressBinding, createKeyring } from '@carillon/secrets';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

const address = 'https://chat.example.com/services/T0/B0/the-secret-of-the-chat';

describeApi('alert channels', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  let count = 0;
  const newName = () => `channel ${(count += 1)}`;
  const post = (path: string, body: object = {}) => api.request.post(`/api/alert-channels${path}`).send(body);
  const get = (path: string) => api.request.get(`/api/alert-channels${path}`);
  const patch = (id: string, body: object) => api.request.patch(`/api/alert-channels/${id}`).send(body);
  async function given(body: object = {}): Promise<{ id: string; name: string }> {
    const answer = await post('', { name: newName(), kind: 'chat', address, ...body });
    expect(answer.status).toBe(201);
    return answer.body;
  }
  /** Where a publisher would send to. */
  async function addressOf(id: string): Promise<string> {
    const keyring = createKeyring([{ id: 'test', bytes: Buffer.alloc(32, 7) }]);
    const { rows } = await api.database.pool.query('select * from alert_channels where id = $1', [id]);
    return keyring.open(rows[0].sealed_address, rows[0].encryption_key_id, alertAddressBinding(id));
  }

  describe('201', () => {
    test('a channel has sensible values for what is left out, and its address is sealed and masked', async () => {
      const name = newName();
      const { status, body } = await post('', { name, kind: 'chat', address });
      expect([status, body]).toEqual([
        201,
        {
          ...{
            id: expect.any(String),
            name,
            kind: 'chat',
            address: 'https://chat.example.com/…',
            version: 1,
          },
          ...{ events: ['task.failed', 'run.abandoned', 'run.late', 'task.recovered'], taskFilter: null },
          ...{ signingSecretId: null, quietHours: null, groupSeconds: 60, enabled: true },
          lateAfterSeconds: 300,
          ...{ createdAt: expect.any(String), updatedAt: expect.any(String) },
        },
      ]);
      expect(await addressOf(body.id)).toBe(address);
      const everything = await api.database.pool.query(
        `select row_to_json(c)::text as text from alert_channels c union all select details::text from audit_log`,
      );
      expect(JSON.stringify(everything.rows)).not.toContain('the-secret-of-the-chat');
      expect(JSON.stringify((await get('')).body)).not.toContain('the-secret-of-the-chat');
    });

    test('events, a filter and quiet hours are kept as given', async () => {
      const values = {
        events: ['task.failed'],
        taskFilter: 'tag:billing -status:paused',
        quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin', days: [1, 5] },
        groupSeconds: 300,
        lateAfterSeconds: 3_600,
        enabled: false,
      };
      const { id } = await given({ ...values, kind: 'email', address: 'a@example.com,b@example.com' });
      expect((await get(`/${id}`)).body).toMatchObject({
        ...values,
        address: 'a@example.com, b@example.com',
      });
    });
  });

  describe('200', () => {
    test('a change leaves what it does not name, the address among it', async () => {
      const { id } = await given();
      const { status, body } = await patch(id, { enabled: false, quietHours: null });
      expect([status, body]).toMatchObject([200, { enabled: false, address: 'https://chat.example.com/…' }]);
      expect((await patch(id, { lateAfterSeconds: 10 })).body.lateAfterSeconds).toBe(10);
      expect(await addressOf(id)).toBe(address);
      await patch(id, { address: 'https://other.example.com/x' }).expect(200);
      expect(await addressOf(id)).toBe('https://other.example.com/x');
    });

    test('the list goes on where a page ended', async () => {
      await given();
      await given();
      const first = (await get('?limit=1')).body;
      const second = (await get(`?limit=1&cursor=${first.nextCursor}`)).body;
      expect(second.items[0].name > first.items[0].name).toBe(true);
    });

    test('every change is in the audit log', async () => {
      const { id } = await given();
      await patch(id, { address: 'https://other.example.com/x' });
      await api.request.delete(`/api/alert-channels/${id}`).expect(204);
      const { rows } = await api.database.pool.query(
        `select action, details from audit_log where subject_type = 'alert-channels' and subject_id = $1 order by id`,
        [id],
      );
      expect(rows).toMatchObject([
        { action: 'createAlertChannel', details: { kind: 'chat', address: '[redacted]' } },
        { action: 'changeAlertChannel', details: { address: '[redacted]' } },
        { action: 'removeAlertChannel' },
      ]);
    });
  });

  describe('202', () => {
    test('a test is a message that a publisher sends, and its delivery says how that went', async () => {
      const { id, name } = await given({ enabled: false });
      const { status, body } = await post(`/${id}/test`);
      expect([status, body]).toMatchObject([
        202,
        { isTest: true, status: 'pending', attempts: 0, outcome: null },
      ]);
      const { rows } = await api.database.pool.query('select body from alert_messages where id = $1', [
        body.id,
      ]);
      expect(rows[0].body).toMatchObject({
        type: 'alert.test',
        id: body.id,
        channel: { id, name },
        entries: [],
      });
      await api.database.pool.query(
        `update alert_messages set message_status = 'failed', finished_at = now(), outcome = 'no such host' where id = $1`,
        [body.id],
      );
      expect((await get(`/${id}/deliveries`)).body).toMatchObject({
        items: [{ id: body.id, status: 'failed', outcome: 'no such host', nextAttemptAt: null }],
        nextCursor: null,
      });
    });
  });

  describe('400', () => {
    test.each([
      ['address', { address: 'http://127.0.0.1/hook' }],
      ['address', { address: 'not a URL' }],
      ['address', { kind: 'email', address: 'ops at example.com' }],
      ['address', { kind: 'email', address: ' , ' }],
      ['events', { events: [] }],
      ['taskFilter', { taskFilter: 'colour:red' }],
      ['quietHours.timeZone', { quietHours: { from: '22:00', to: '07:00', timeZone: 'Mars', days: [1] } }],
      ['quietHours.from', { quietHours: { from: '24:00', to: '07:00', timeZone: 'UTC', days: [1] } }],
      ['signingSecretId', { signingSecretId: unknownId }],
      ['lateAfterSeconds', { lateAfterSeconds: 9 }],
      ['lateAfterSeconds', { lateAfterSeconds: 86_401 }],
      ['lateAfterSeconds', { lateAfterSeconds: 60.5 }],
    ])('a fault in %s is named: %j', async (path, body) => {
      const answer = await post('', { name: newName(), kind: 'chat', address, ...body });
      expect(answer.status).toBe(400);
      expect(answer.body.fieldErrors).toEqual([expect.objectContaining({ path })]);
    });
  });

  describe('403', () => {
    test('who is no administrator sees channels without their addresses, and changes nothing', async () => {
      const { id } = await given({ kind: 'email', address: 'hidden@example.com' });
      await post(`/${id}/test`);
      await api.database.pool.query(`update alert_messages set outcome = '550 hidden@example.com'`);
      const viewer = await givenUser(api, 'viewer');
      const read = (path: string) => api.request.get(`/api/alert-channels${path}`).set(viewer.bearer);
      for (const path of ['?limit=100', `/${id}`, `/${id}/deliveries`]) {
        const { status, text } = await read(path);
        expect(status).toBe(200);
        expect(text).not.toContain('example.com');
      }
      const change = await api.request
        .patch(`/api/alert-channels/${id}`)
        .set(viewer.bearer)
        .send({ enabled: false });
      expect(change.status).toBe(403);
    });
  });

  describe('404', () => {
    test('an unknown channel', async () => {
      const answers = [
        await get(`/${unknownId}`),
        await patch(unknownId, { enabled: false }),
        await post(`/${unknownId}/test`),
        await get(`/${unknownId}/deliveries`),
        await api.request.delete(`/api/alert-channels/${unknownId}`),
      ];
      for (const { status, body } of answers)
        expect([status, body.code]).toEqual([404, 'alert_channel.not_found']);
    });
  });

  describe('409', () => {
    test('a name is taken once', async () => {
      const { name } = await given();
      expect((await post('', { name, kind: 'chat', address })).body).toMatchObject({
        code: 'alert_channel.conflict',
        detail: 'The name is taken.',
      });
    });

    test('a signing secret that a channel signs with stays', async () => {
      const secret = await api.request.post('/api/signing-secrets').send({ name: 'of a channel' });
      await given({ kind: 'webhook', signingSecretId: secret.body.id });
      const { status, body } = await api.request.delete(`/api/signing-secrets/${secret.body.id}`);
      expect([status, body.detail]).toEqual([409, 'The signing secret is used by an alert channel.']);
    });
  });
});
