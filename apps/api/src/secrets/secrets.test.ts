import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertTask } from '@carillon/db/testing';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('secrets', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  let count = 0;
  const newName = () => `secret-${(count += 1)}`;
  const post = (body: object) => api.request.post('/api/secrets').send(body);
  async function given(value = 's3cret'): Promise<string> {
    const name = newName();
    expect((await post({ name, value })).status).toBe(201);
    return name;
  }
  async function row(name: string) {
    const { rows } = await api.database.pool.query(
      'select sealed_value, encryption_key_id from secrets where name = $1',
      [name],
    );
    return rows[0] as { sealed_value: Buffer; encryption_key_id: string } | undefined;
  }

  describe('201', () => {
    test('a new secret is answered without its value, and stored sealed', async () => {
      const name = newName();
      const { status, body } = await post({ name, value: 'canary' });
      expect([status, body]).toEqual([
        201,
        { name, version: 1, createdAt: expect.any(String), updatedAt: expect.any(String) },
      ]);
      const stored = await row(name);
      expect(stored!.encryption_key_id).toBe('test');
      expect(stored!.sealed_value.toString('latin1')).not.toContain('canary');
    });
  });

  describe('200', () => {
    test('all of them page by page, by name, never with a value', async () => {
      const names = [await given('canary'), await given('canary'), await given('canary')];
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { status, body } = await api.request
          .get('/api/secrets')
          .query({ limit: 2, ...(cursor === '' ? {} : { cursor }) });
        expect(status).toBe(200);
        expect(JSON.stringify(body)).not.toContain('canary');
        seen.push(...body.items.map((item: { name: string }) => item.name));
        cursor = body.nextCursor;
      }
      expect(seen).toEqual(expect.arrayContaining(names));
      expect(new Set(seen).size).toBe(seen.length);
    });

    test('another value takes the place of the first, and is sealed anew', async () => {
      const name = await given('old');
      const before = await row(name);
      const { status, body } = await api.request.put(`/api/secrets/${name}`).send({ value: 'canary' });
      expect([status, body.name]).toEqual([200, name]);
      expect(JSON.stringify(body)).not.toContain('canary');
      expect((await row(name))!.sealed_value.equals(before!.sealed_value)).toBe(false);
    });
  });

  describe('204', () => {
    test('an unused secret is deleted, whatever others are called', async () => {
      const name = await given();
      await insertTask(api.database.pool, { jsonPayload: { a: `{{secret:${name}-2}}` } });
      await insertTask(api.database.pool, { jsonPayload: { a: name } });
      expect((await api.request.delete(`/api/secrets/${name}`)).status).toBe(204);
      expect(await row(name)).toBeUndefined();
    });
  });

  describe('400', () => {
    test.each([
      ['name', { name: '9lives', value: 'x' }],
      ['name', { name: 'with space', value: 'x' }],
      ['name', { value: 'x' }],
      ['value', { name: 'a', value: '' }],
      ['value', { name: 'a', value: 'x'.repeat(32_769) }],
      ['id', { name: 'a', value: 'x', id: 'y' }],
    ])('the problem names %s and repeats nothing', async (path, body) => {
      const answer = await post(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });

  describe('404', () => {
    test('a secret that is not there is neither read nor replaced nor deleted', async () => {
      const read = await api.request.get('/api/secrets/unknown');
      expect([read.status, read.body.code]).toEqual([404, 'secret.not_found']);
      const replaced = await api.request.put('/api/secrets/unknown').send({ value: 'x' });
      expect([replaced.status, replaced.body.code]).toEqual([404, 'secret.not_found']);
      const deleted = await api.request.delete('/api/secrets/unknown');
      expect([deleted.status, deleted.body.code]).toEqual([404, 'secret.not_found']);
    });
  });

  describe('409', () => {
    test('a name is taken once', async () => {
      const name = await given();
      const { status, body } = await post({ name, value: 'x' });
      expect([status, body.code]).toEqual([409, 'secret.conflict']);
    });

    test('a secret that tasks use stays, and some of them are named', async () => {
      const name = await given();
      for (const taskName of ['one', 'two', 'three', 'four']) {
        await insertTask(api.database.pool, { taskName, jsonPayload: { a: `{{secret:${name}}}` } });
      }
      const { status, body } = await api.request.delete(`/api/secrets/${name}`);
      expect([status, body.code]).toEqual([409, 'secret.conflict']);
      expect(body.detail).toMatch(/"\w+", "\w+", "\w+" and others/);
      expect(await row(name)).toBeDefined();
    });
  });
});
