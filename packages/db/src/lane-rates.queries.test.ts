import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunToHint } from '@carillon/domain';
import { claimRuns } from './claim.queries.js';
import { inTransaction } from './connect.js';
import type { LaneRateLimit } from './lane-settings.queries.js';
import { findLane, saveLane } from './lane-settings.queries.js';
import { admitRuns } from './lanes.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask, insertWorker } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('lanes with a rate limit', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const admit = (lane: string) =>
    inTransaction(database.pool, (transaction) => admitRuns(transaction, [lane]));
  const save = (name: string, rateLimit: LaneRateLimit | null, concurrencyLimit = 100) =>
    saveLane(database.pool, { name, concurrencyLimit, rateLimit });
  const end = (runs: { id: string }[]) =>
    database.pool.query(
      `update task_runs set run_status = 'cancelled', finished_at = now() where id = any($1::uuid[])`,
      [runs.map(({ id }) => id)],
    );
  const hold = async (lane: string, count: number, fields: Parameters<typeof insertRun>[2] = {}) => {
    const task = await insertTask(database.pool, { lane });
    const runs = [];
    for (let index = 0; index < count; index += 1)
      runs.push(await insertRun(database.pool, task, { runStatus: 'held', lane, ...fields }));
    return runs;
  };
  /** The slots that the runs of a lane got, rising, epoch milliseconds. */
  const slotsOf = async (lane: string) => {
    const { rows } = await database.pool.query<{ ms: number }>(
      `select extract(epoch from next_attempt_at)::float8 * 1000 as ms from task_runs
       where lane = $1 and run_status <> 'held' order by 1`,
      [lane],
    );
    return rows.map(({ ms }) => ms);
  };
  const gapsOf = (slots: number[]) => slots.slice(1).map((ms, index) => ms - slots[index]!);
  const delaysOf = (runs: RunToHint[]) =>
    runs.map(({ delayMs }) => Math.round(delayMs!)).sort((a, b) => a - b);

  test('each run gets a slot of its own, the first now, and the hint tells how far away it is', async () => {
    await save('spaced', { runs: 60, perMs: 60_000 });
    await hold('spaced', 3);
    expect(delaysOf(await admit('spaced'))).toEqual([0, 1_000, 2_000]);
    const lane = await findLane(database.pool, 'spaced');
    expect(lane).toMatchObject({ rateLimit: { runs: 60, perMs: 60_000 }, counts: { pending: 3 } });
    expect(Date.parse(lane!.nextStartAt!)).toBeCloseTo((await slotsOf('spaced'))[2]! + 1_000, -1);
  });

  test('so many runs never fit into less than the period, though it cannot be divided', async () => {
    await save('thirds', { runs: 3, perMs: 1_000 });
    await hold('thirds', 9);
    for (let index = 0; index < 9; index += 1) {
      await save('thirds', { runs: 3, perMs: 1_000 }, index + 1);
      await admit('thirds');
    }
    const slots = await slotsOf('thirds');
    expect(slots).toHaveLength(9);
    for (let index = 3; index < slots.length; index += 1)
      expect(slots[index]! - slots[index - 3]!).toBeGreaterThanOrEqual(999.9995);
  });

  test('a listener gets a run at its slot and no earlier', async () => {
    await save('claimed', { runs: 1, perMs: 60_000 });
    await hold('claimed', 1);
    await admit('claimed');
    await save('claimed', { runs: 1, perMs: 2_000 });
    await hold('claimed', 1);
    const [next] = await admit('claimed');
    const workerId = await insertWorker(database.pool);
    expect(next!.delayMs).toBeGreaterThan(1_000);
    expect(await claimRuns(database.pool, [next!], { workerId, leaseMs: 1_000 })).toEqual([]);
  });

  test('four processes that admit at the same moments keep the spacing and the limit', async () => {
    const spacingMs = 10;
    await save('four', { runs: 100, perMs: 1_000 }, 7);
    await hold('four', 60);
    let admitted = 0;
    let underWayMax = 0;
    const admitAll = async () => {
      while (admitted < 60) {
        const runs = await admit('four');
        admitted += runs.length;
        const { counts } = (await findLane(database.pool, 'four'))!;
        underWayMax = Math.max(underWayMax, counts.pending);
        await end(runs);
      }
    };
    await Promise.all([admitAll(), admitAll(), admitAll(), admitAll()]);
    const slots = await slotsOf('four');
    expect(slots).toHaveLength(60);
    expect(Math.min(...gapsOf(slots))).toBeGreaterThanOrEqual(spacingMs - 0.001);
    expect(underWayMax).toBeLessThanOrEqual(7);
  });

  test('no more are admitted than there is room for, and none whose slot is further away than 5 s', async () => {
    await save('room', { runs: 10, perMs: 1_000 }, 2);
    await hold('room', 4);
    const [first] = await admit('room');
    expect(await admit('room')).toEqual([]);
    await end([first!]);
    expect(await admit('room')).toHaveLength(1);
    await save('far', { runs: 1, perMs: 2_000 });
    await hold('far', 9);
    expect(delaysOf(await admit('far'))).toEqual([0, 2_000, 4_000]);
    expect(await admit('far')).toEqual([]);
  });

  test('a run that is due later neither holds the slots of others up nor begins beside one of them', async () => {
    await save('later', { runs: 1, perMs: 1_000 });
    const inMs = (ms: number) => ({ nextAttemptAt: new Date(Date.now() + ms).toISOString() });
    const [later] = await hold('later', 1, { ...inMs(3_600_000), priority: 'urgent' });
    const [now] = await hold('later', 1);
    expect((await admit('later')).map(({ id }) => id)).toEqual([now!.id]);
    expect(await admit('later')).toEqual([]);
    const [next] = await hold('later', 1);
    expect((await admit('later')).map(({ id }) => id)).toEqual([next!.id]);
    await database.pool.query(
      `update task_runs set next_attempt_at = now() + interval '1 second' where id = $1`,
      [later!.id],
    );
    expect((await admit('later')).map(({ id }) => id)).toEqual([later!.id]);
    expect(Math.min(...gapsOf(await slotsOf('later')))).toBeGreaterThanOrEqual(999.999);
  });

  test('what nobody takes does not pile up to begin all at once', async () => {
    await save('behind', { runs: 10, perMs: 1_000 });
    await hold('behind', 2);
    const runs = await admit('behind');
    const late = `update task_runs set next_attempt_at = now() - interval '6 seconds' where id = $1`;
    await database.pool.query(late, [runs[0]!.id]);
    await hold('behind', 2);
    expect(await admit('behind')).toEqual([]);
    await end([runs[0]!]);
    expect(await admit('behind')).toHaveLength(2);
  });

  test('another rate holds from the last slot on; without one, all begin that have room', async () => {
    await save('changed', { runs: 1, perMs: 86_400_000 });
    await hold('changed', 5);
    expect(await admit('changed')).toHaveLength(1);
    await saveLane(database.pool, { name: 'changed', concurrencyLimit: 90 });
    expect(await admit('changed')).toEqual([]);
    await save('changed', { runs: 1, perMs: 3_000 });
    const [second] = await admit('changed');
    expect(second!.delayMs).toBeGreaterThan(2_000);
    expect(second!.delayMs).toBeLessThanOrEqual(3_000);
    await save('changed', null);
    expect(delaysOf(await admit('changed'))).toEqual([0, 0, 0]);
    expect(await findLane(database.pool, 'changed')).toMatchObject({ rateLimit: null, nextStartAt: null });
  });
});
