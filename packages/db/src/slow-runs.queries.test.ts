import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FilterTerm, RunFilterField } from '@carillon/domain';
import { parseFilter, runFilterFields } from '@carillon/domain';
import { countRuns, listRuns } from './runs.queries.js';
import { readSlowBounds } from './slow-runs.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeQueries = hasTestDatabase ? describe : describe.skip;
const hourMs = 3_600_000;

describeQueries('slow runs', () => {
  let database: TestDatabase;
  const ids = new Map<string, string>();
  const now = Date.now();
  const at = (ms: number) => new Date(now - ms).toISOString();

  /** A task whose runs took so many seconds each, one a minute, the newest last. */
  async function insertRuns(name: string, seconds: number[], agoMs = hourMs): Promise<string> {
    const task = await insertTask(database.pool, { taskName: name });
    ids.set(task.id, name);
    for (const [index, second] of seconds.entries()) {
      const dueMs = agoMs - index * 60_000;
      await insertRun(database.pool, task, {
        runStatus: index % 2 === 0 ? 'completed' : 'failed',
        scheduledFor: at(dueMs),
        startedAt: at(dueMs),
        finishedAt: at(dueMs - second * 1_000),
      });
    }
    return task.id;
  }

  const ordinary = Array.from({ length: 25 }, () => 1);
  beforeAll(async () => {
    database = await createTestDatabase();
    await insertRuns('outlier', [...ordinary, 10]);
    await insertRuns('steady', [...ordinary, 1.5]);
    await insertRuns('few', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 100]);
    await insertRuns('long ago', [...ordinary, 10], 10 * hourMs);
    const hanging = await insertRuns('hangs', ordinary);
    await insertRun(database.pool, { id: hanging }, { runStatus: 'running', startedAt: at(5_000) });
  });
  afterAll(() => database.drop());

  const bounds = (hours: number, taskId?: string) =>
    readSlowBounds(database.pool, { sinceMs: now - hours * hourMs, taskId });
  const namesOf = async (text: string, hours: number): Promise<string[]> => {
    const filter = parseFilter(text, runFilterFields) as FilterTerm<RunFilterField>[];
    const selection = { filter, slowBounds: await bounds(hours) };
    const { items } = await listRuns(database.pool, {
      ...selection,
      descending: true,
      afterId: null,
      limit: 200,
    });
    expect(await countRuns(database.pool, selection, 1_000)).toBe(items.length);
    return items.map(({ taskId }) => ids.get(taskId)!).sort();
  };

  test('tasks have a bound that have twenty runs, and one beyond twice what 95 of 100 of them take', async () => {
    const found = await bounds(2);
    expect([...found.keys()].map((id) => ids.get(id)).sort()).toEqual(['hangs', 'outlier']);
    for (const boundMs of found.values()) expect(boundMs).toBeCloseTo(2_000, 3);
  });

  test('the runs of the window alone count', async () => {
    expect([...(await bounds(12)).keys()].map((id) => ids.get(id)).sort()).toEqual([
      'hangs',
      'long ago',
      'outlier',
    ]);
    const [only] = [...ids].find(([, name]) => name === 'outlier')!;
    expect([...(await bounds(12, only)).keys()]).toEqual([only]);
  });

  test('slow runs are found, those that still run among them; and the others', async () => {
    expect(await namesOf('slow:yes scheduled:<2h', 2)).toEqual(['hangs', 'outlier']);
    expect(await namesOf('slow:yes status:completed,failed scheduled:<2h', 2)).toEqual(['outlier']);
    expect(await namesOf('slow:yes scheduled:<12h', 12)).toEqual(['hangs', 'long ago', 'outlier']);
    const others = await namesOf('slow:no scheduled:<2h', 2);
    expect(others).toHaveLength(25 + 26 + 16 + 25);
    expect(await namesOf('-slow:yes scheduled:<2h', 2)).toEqual(others);
    expect(await namesOf('slow:yes,no scheduled:<2h', 2)).toHaveLength(others.length + 2);
  });

  test('without bounds nothing is called slow or not', async () => {
    const filter = parseFilter('slow:yes', runFilterFields) as FilterTerm<RunFilterField>[];
    const request = { filter, descending: true, afterId: null, limit: 10 };
    await expect(listRuns(database.pool, request)).rejects.toThrow('slow needs the bounds of tasks');
  });
});
