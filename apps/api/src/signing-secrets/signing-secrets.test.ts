import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findSealedSigningSecret, insertDefaultSigningSecret } from '@carillon/db';
import { publicKeyOf, signingKeyOf } from '@carillon/delivery';
import { newId } from '@carillon/domain';
import { createKeyring, previousSigningSecretBinding, signingSecretBinding } from '@carillon/secrets';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

const known = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describeApi('signing secrets', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  let count = 0;
  const newName = () => `signing-${(count += 1)}`;
  const post = (path: string, body: object = {}) =>
    api.request.post(`/api/signing-secrets${path}`).send(body);
  const list = async () => (await api.request.get('/api/signing-secrets').query({ limit: 100 })).body.items;
  async function given(body: object = {}): Promise<{ id: string; name: string; secret: string }> {
    const answer = await post('', { name: newName(), ...body });
    expect(answer.status).toBe(201);
    return answer.body;
  }
  /** What a listener would sign with. */
  async function texts(id: string): Promise<(string | null)[]> {
    const keyring = createKeyring([{ id: 'test', bytes: Buffer.alloc(32, 7) }]);
    const row = (await findSealedSigningSecret(api.database.pool, id))!;
    const previous = row.sealedPreviousSecret;
    return [
      keyring.open(row.sealedSecret, row.encryptionKeyId, signingSecretBinding(id)),
      previous && keyring.open(previous, row.encryptionKeyId, previousSigningSecretBinding(id)),
    ];
  }

  describe('201', () => {
    test('a new HMAC secret is shown once, and stored sealed', async () => {
      const name = newName();
      const { status, body } = await post('', { name });
      expect([status, body]).toEqual([
        201,
        {
          ...{ id: expect.any(String), name, kind: 'hmac', isDefault: false, publicKey: null },
          ...{ previousValidUntil: null, createdAt: expect.any(String), updatedAt: expect.any(String) },
          secret: expect.stringMatching(/^whsec_/),
        },
      ]);
      expect(await texts(body.id)).toEqual([body.secret, null]);
      expect(JSON.stringify(await list())).not.toContain(body.secret);
    });

    test('a new ed25519 secret comes with the public key that receivers need', async () => {
      const body = await given({ kind: 'ed25519' });
      const publicKey = publicKeyOf(signingKeyOf(body.secret));
      expect(body).toMatchObject({ kind: 'ed25519', publicKey: expect.stringMatching(/^whpk_/) });
      expect(body).toMatchObject({ publicKey });
      expect(await list()).toContainEqual(expect.objectContaining({ id: body.id, publicKey }));
    });

    test('one that receivers know already is taken over', async () => {
      expect(await given({ secret: known })).toMatchObject({ kind: 'hmac', secret: known });
    });
  });

  describe('200', () => {
    test('an administrator may see the present text again', async () => {
      const { id, secret } = await given();
      const { status, body } = await post(`/${id}/reveal`);
      expect([status, body]).toEqual([200, { secret }]);
    });

    test('a rotation signs with the new and the old one for a day', async () => {
      const { id, secret } = await given({ kind: 'ed25519' });
      const { status, body } = await post(`/${id}/rotate`);
      expect(status).toBe(200);
      expect(await texts(id)).toEqual([body.secret, secret]);
      expect(body.secret).toMatch(/^whsk_/);
      expect(Date.parse(body.previousValidUntil) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
      expect(Date.parse(body.previousValidUntil) - Date.now()).toBeLessThan(24.1 * 3_600_000);
      expect((await post(`/${id}/reveal`)).body.secret).toBe(body.secret);
    });

    test('a second rotation keeps the one before it and drops the one before that', async () => {
      const { id } = await given();
      const second = (await post(`/${id}/rotate`, { overlapHours: 1 })).body.secret;
      const third = (await post(`/${id}/rotate`, { overlapHours: 0.5 })).body.secret;
      expect(await texts(id)).toEqual([third, second]);
    });

    test('a rotation without overlap ends the old one at once', async () => {
      const { id } = await given();
      const { body } = await post(`/${id}/rotate`, { overlapHours: 0 });
      expect(await texts(id)).toEqual([body.secret, null]);
      expect(body.previousValidUntil).toBeNull();
      const { rows } = await api.database.pool.query(
        `select sealed_previous_secret as previous from signing_secrets where id = '${id}'`,
      );
      expect(rows).toEqual([{ previous: null }]);
    });

    test('the old one no longer signs once its time is over', async () => {
      const { id } = await given();
      const { body } = await post(`/${id}/rotate`);
      await api.database.pool.query(
        `update signing_secrets set previous_valid_until = now() - interval '1 ms' where id = $1`,
        [id],
      );
      expect(await texts(id)).toEqual([body.secret, null]);
      expect(await list()).toContainEqual(expect.objectContaining({ id, previousValidUntil: null }));
    });

    test('the default is moved, and there is one at any time', async () => {
      const [first, second] = [await given(), await given()];
      await Promise.all([first, second, first, second].map(({ id }) => post(`/${id}/default`)));
      const { status, body } = await post(`/${second.id}/default`);
      expect([status, body]).toMatchObject([200, { id: second.id, isDefault: true }]);
      const defaults = (await list()).filter((each: { isDefault: boolean }) => each.isDefault);
      expect(defaults).toMatchObject([{ id: second.id }]);
    });

    test('one whose key is lost is listed, so that it can be replaced or deleted', async () => {
      const { id } = await given({ kind: 'ed25519' });
      await api.database.pool.query(`update signing_secrets set encryption_key_id = 'lost' where id = $1`, [
        id,
      ]);
      expect(await list()).toContainEqual(expect.objectContaining({ id, publicKey: null }));
      expect((await post(`/${id}/reveal`)).body).toMatchObject({ code: 'secret.unreadable' });
      expect((await post(`/${id}/rotate`)).body).toMatchObject({ code: 'secret.unreadable' });
      const replaced = await post(`/${id}/rotate`, { overlapHours: 0 });
      expect(await texts(id)).toEqual([replaced.body.secret, null]);
    });

    test('a task names what signs it, and forgets it again', async () => {
      const { id } = await given();
      const created = await api.request.post('/api/tasks').send({ ...plainTask, signingSecretId: id });
      expect([created.status, created.body.signingSecretId]).toEqual([201, id]);
      const changed = await api.request
        .patch(`/api/tasks/${created.body.id}`)
        .send({ signingSecretId: null });
      expect([changed.status, changed.body.signingSecretId]).toEqual([200, null]);
    });
  });

  describe('204', () => {
    test('one that nobody uses is deleted', async () => {
      const { id } = await given();
      expect((await api.request.delete(`/api/signing-secrets/${id}`)).status).toBe(204);
      expect((await post(`/${id}/reveal`)).status).toBe(404);
    });
  });

  describe('400', () => {
    test.each([
      ['name', { name: '' }],
      ['name', { name: 'default' }],
      ['kind', { name: 'a', kind: 'rsa' }],
      ['kind', { name: 'a', kind: 'hmac', secret: known }],
      ['secret', { name: 'a', secret: 'whsec_canary' }],
    ])('the problem names %s and repeats no secret', async (path, body) => {
      const answer = await post('', body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
      expect(answer.text).not.toContain('canary');
    });

    test('an overlap is at most a year', async () => {
      const { id } = await given();
      expect((await post(`/${id}/rotate`, { overlapHours: 8_761 })).status).toBe(400);
      expect((await post(`/${id}/rotate`, { overlapHours: -1 })).status).toBe(400);
    });

    test('a task that names one that is not there is told so', async () => {
      const made = await api.request.post('/api/tasks').send({ ...plainTask, signingSecretId: unknownId });
      expect([made.status, made.body.fieldErrors]).toEqual([
        400,
        [{ path: 'signingSecretId', message: 'names nothing that is there' }],
      ]);
      const bad = await api.request.post('/api/tasks').send({ ...plainTask, signingSecretId: 'x' });
      expect([bad.status, bad.body.fieldErrors[0].path]).toEqual([400, 'signingSecretId']);
    });
  });

  describe('404', () => {
    test.each([
      ['reveal', () => post(`/${unknownId}/reveal`)],
      ['rotate', () => post(`/${unknownId}/rotate`)],
      ['default', () => post(`/${unknownId}/default`)],
      ['delete', () => api.request.delete(`/api/signing-secrets/${unknownId}`)],
    ])('%s one that is not there', async (_, act) => {
      const { status, body } = await act();
      expect([status, body.code]).toEqual([404, 'secret.not_found']);
    });
  });

  describe('409', () => {
    test('a name is taken once', async () => {
      const { name } = await given();
      const { status, body } = await post('', { name });
      expect([status, body.code]).toEqual([409, 'secret.conflict']);
    });

    test('one that a task names stays', async () => {
      const { id } = await given();
      await api.request.post('/api/tasks').send({ ...plainTask, signingSecretId: id });
      const { status, body } = await api.request.delete(`/api/signing-secrets/${id}`);
      expect([status, body.code]).toEqual([409, 'secret.conflict']);
    });

    test('the default one stays', async () => {
      const { id } = await given();
      await post(`/${id}/default`);
      const { status, body } = await api.request.delete(`/api/signing-secrets/${id}`);
      expect([status, body.code]).toEqual([409, 'secret.conflict']);
      const sealed = { sealedSecret: Buffer.alloc(1), sealedPreviousSecret: null, encryptionKeyId: 'test' };
      await insertDefaultSigningSecret(api.database.pool, {
        ...{ id: newId(), name: 'default', kind: 'hmac', ...sealed },
      });
      expect(await list()).not.toContainEqual(expect.objectContaining({ name: 'default' }));
    });
  });
});
