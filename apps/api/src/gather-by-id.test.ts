import { describe, expect, test } from '@jest/globals';
import { gatherById } from './gather-by-id.js';

/** Rows that can be read, and the queries for them. */
function table(...ids: string[]) {
  const rows = new Map(ids.map((id) => [id, { id }]));
  const queries: string[][] = [];
  const find = (wanted: readonly string[]) => {
    queries.push([...wanted]);
    return Promise.resolve(wanted.flatMap((id) => rows.get(id) ?? []));
  };
  return { rows, queries, byId: gatherById(find) };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('gatherById', () => {
  test('what several ask for in one turn is one query, and each gets its own row', async () => {
    const { queries, byId } = table('a', 'b');
    const asked = ['b', 'gone', 'a', 'b'].map(async (id) => {
      await Promise.resolve();
      return byId.load(id);
    });
    expect(await Promise.all(asked)).toEqual([{ id: 'b' }, null, { id: 'a' }, { id: 'b' }]);
    expect(queries).toEqual([['b', 'gone', 'a']]);
  });

  test('lists get their own rows in their own order, without those that are gone', async () => {
    const { queries, byId } = table('a', 'b', 'c');
    const lists = [['c', 'gone', 'a'], [], ['b', 'a']];
    expect(await Promise.all(lists.map(byId.loadAll))).toEqual([
      [{ id: 'c' }, { id: 'a' }],
      [],
      [{ id: 'b' }, { id: 'a' }],
    ]);
    expect(queries).toEqual([['c', 'gone', 'a', 'b']]);
  });

  test('nothing is kept: who asks later reads again', async () => {
    const { rows, queries, byId } = table('a');
    expect(await byId.load('a')).toEqual({ id: 'a' });
    rows.delete('a');
    await nextTurn();
    expect(await byId.load('a')).toBeNull();
    expect(queries).toHaveLength(2);
  });

  test('a query that fails, fails for those who asked for it, and for nobody after them', async () => {
    let isBroken = true;
    const byId = gatherById((ids) =>
      isBroken ? Promise.reject(new Error('unreachable')) : Promise.resolve(ids.map((id) => ({ id }))),
    );
    const outcomes = await Promise.allSettled([byId.load('a'), byId.load('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isBroken = false;
    expect(await byId.load('a')).toEqual({ id: 'a' });
  });
});
