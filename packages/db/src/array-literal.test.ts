import { afterAll, beforeAll, expect, describe, test } from '@jest/globals';
import { jsonColumn, plainArray } from './array-literal.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('columns of a statement', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const read = async (text: string, value: unknown): Promise<unknown> =>
    (await database.pool.query<{ answer: unknown }>({ text, values: [value] })).rows[0]!.answer;

  test.each([
    ['text[]', ['running', 'null', '', null]],
    ['int[]', [1, -5, null]],
    ['bool[]', [true, false]],
    ['float8[]', [0.1, 1e21, 5]],
    ['uuid[]', ['01a205e7-9648-716e-83d6-a4e216b25ce5']],
    ['int[]', []],
  ])('arrive as they are as %s', async (type, values) => {
    expect(await read(`select $1::${type} as answer`, plainArray(values))).toEqual(values);
  });

  test('instants keep their microseconds', async () => {
    const text = '2026-03-01 12:00:00.123456+00';
    expect(await read('select ($1::timestamptz[])[1]::text as answer', plainArray([text]))).toBe(text);
  });

  test('JSON arrives value by value, whatever it holds', async () => {
    const values = [{ 'x-quote': '"\\{},\u2028' }, null, {}];
    const answer = await read(
      `select json_agg(value) as answer from json_array_elements($1::json)`,
      jsonColumn(values),
    );
    expect(answer).toEqual(values);
  });
});
