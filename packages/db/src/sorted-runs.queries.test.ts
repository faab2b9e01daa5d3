import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PagePosition } from './list-page.js';
import type { RunSort } from './sorted-runs.queries.js';
import { listSortedRuns } from './sorted-runs.queries.js';
import { ensureLane } from './tasks.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeQueries = hasTestDatabase ? describe : describe.skip;
const sorts = [
  'finishedAt',
  'took',
  'late',
  'retryCount',
  'runStatus',
  'priority',
  'lane',
  'trigger',
  'taskName',
] as const satisfies readonly RunSort[];

describeQueries('runs in an order of their own', () => {
  let database: TestDatabase;
  const names = new Map<string, string>();
  const dueMs = Date.now() - 3_600_000;
  const after = (ms: number | null) => (ms === null ? null : new Date(dueMs + ms).toISOString());

  beforeAll(async () => {
    database = await createTestDatabase();
    await ensureLane(database.pool, 'billing');
    const [first, second] = [
      await insertTask(database.pool, { taskName: 'first', priority: 'low' }),
      await insertTask(database.pool, { taskName: 'second', priority: 'urgent', lane: 'billing' }),
    ];
    // Name, task, status, when it began and ended after it was due, retries.
    const runs = [
      ['quick', first, 'completed', 10, 20, 0],
      ['long', second, 'completed', 500, 90_000, 0],
      ['open', first, 'running', 5_000, null, 0],
      ['broken', second, 'failed', 40, 140, 3],
      ['early', first, 'completed', -5, 300, 1],
      ['unsent', second, 'cancelled', null, 700, 0],
    ] as const;
    for (const [name, task, runStatus, began, ended, retryCount] of runs) {
      const run = await insertRun(database.pool, task, {
        runStatus,
        retryCount,
        priority: task.priority,
        lane: task.lane,
        scheduledFor: after(0)!,
        startedAt: after(began),
        finishedAt: after(ended),
        trigger: runStatus === 'failed' ? 'manual' : 'schedule',
      });
      names.set(run.id, name);
    }
  });
  afterAll(() => database.drop());

  const readAll = async (sort: RunSort, descending: boolean): Promise<string[]> => {
    const seen: string[] = [];
    let position: PagePosition | null = null;
    do {
      const page = await listSortedRuns(database.pool, { sort, descending, after: position, limit: 2 });
      seen.push(...page.items.map(({ id }) => names.get(id)!));
      position = page.next;
    } while (position !== null);
    return seen;
  };

  test.each(sorts)('pages by %s neither repeat nor lose a run, in either direction', async (sort) => {
    const ascending = await readAll(sort, false);
    expect([...ascending].sort()).toEqual([...names.values()].sort());
    expect(await readAll(sort, true)).toEqual([...ascending].reverse());
  });

  test('what took longest comes first, and last what is not known to have taken any time', async () => {
    const longest = await readAll('took', true);
    expect(longest.slice(0, 4)).toEqual(['long', 'early', 'broken', 'quick']);
    expect(longest.slice(4).sort()).toEqual(['open', 'unsent']);
  });

  test('what began latest comes first, and last what was tried again or never begun', async () => {
    const latest = await readAll('late', true);
    expect(latest.slice(0, 3)).toEqual(['open', 'long', 'quick']);
  });

  test('by its end what goes on comes first, by its state what is open, then what went wrong', async () => {
    expect(await readAll('finishedAt', false)).toEqual([
      'open',
      'quick',
      'broken',
      'early',
      'unsent',
      'long',
    ]);
    expect((await readAll('runStatus', false)).slice(0, 3)).toEqual(['open', 'broken', 'unsent']);
    expect((await readAll('retryCount', true)).slice(0, 2)).toEqual(['broken', 'early']);
  });
});
