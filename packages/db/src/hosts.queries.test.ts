import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import fc from 'fast-check';
import {
  closeHost,
  failProbes,
  giveBackProbes,
  listBlockedHosts,
  listHostCircuits,
  openHosts,
  passProbes,
  takeProbes,
} from './hosts.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

const hour = 3_600_000;
/** Pauses and leases end between the hours, so that the time that a test takes changes nothing. */
const halfPast = hour / 2;
const leaseMs = hour + halfPast;
const workers = [newId(), newId()];
const [first, second] = workers as [string, string];

interface ModelCircuit {
  blockedUntil: number;
  openedCount: number;
  probe: { by: number; until: number } | null;
}
interface Model {
  now: number;
  circuit: ModelCircuit | null;
}

const worker = fc.nat(workers.length - 1);
const pause = fc.integer({ min: 0, max: 4 }).map((hours) => hours * hour + halfPast);
const step = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), pause }),
  fc.record({ kind: fc.constant('take' as const), worker }),
  fc.record({ kind: fc.constant('take' as const), worker }),
  fc.record({ kind: fc.constant('fail' as const), worker, pause }),
  fc.record({ kind: fc.constant('pass' as const), worker }),
  fc.record({ kind: fc.constant('give back' as const), worker }),
  fc.record({ kind: fc.constant('time' as const), hours: fc.integer({ min: 1, max: 4 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer Kind> ? Kind : never;

/** What each step is to do, in plain words. @returns whether a probe is held after trying to take it */
function play(model: Model, taken: Step): boolean | null {
  const { circuit, now } = model;
  if (taken.kind === 'time') model.now += taken.hours * hour;
  if (taken.kind === 'open') {
    const blockedUntil = now + taken.pause;
    if (circuit === null) model.circuit = { blockedUntil, openedCount: 1, probe: null };
    else if (circuit.blockedUntil < blockedUntil) Object.assign(circuit, { blockedUntil, probe: null });
  }
  if (taken.kind === 'take') {
    if (circuit === null || circuit.blockedUntil > now) return false;
    const isFree = circuit.probe === null || circuit.probe.by === taken.worker || circuit.probe.until < now;
    if (isFree) circuit.probe = { by: taken.worker, until: now + leaseMs };
    return isFree;
  }
  if (!('worker' in taken) || circuit?.probe?.by !== taken.worker) return null;
  if (taken.kind === 'pass') model.circuit = null;
  if (taken.kind === 'give back') circuit.probe = null;
  if (taken.kind === 'fail') {
    const blockedUntil = now + taken.pause;
    model.circuit = { blockedUntil, openedCount: circuit.openedCount + 1, probe: null };
  }
  return null;
}

describeWithPostgres('the hosts that are left alone', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(() => database.pool.query('delete from delivery_hosts'));
  afterAll(() => database.drop());

  const letPass = (ms: number) =>
    database.pool.query({
      text: `update delivery_hosts set blocked_until = blocked_until - $1 * interval '1 millisecond',
               probe_until = probe_until - $1 * interval '1 millisecond'`,
      values: [ms],
    });
  const take = async (workerId: string, host: string): Promise<boolean> =>
    (await takeProbes(database.pool, { workerId, hosts: [host], leaseMs })).has(host);

  async function doReally(host: string, taken: Step): Promise<boolean | null> {
    const { pool } = database;
    const by = 'worker' in taken ? workers[taken.worker]! : '';
    if (taken.kind === 'time') await letPass(taken.hours * hour);
    if (taken.kind === 'open') await openHosts(pool, [{ host, reason: 'timeout', pauseMs: taken.pause }]);
    if (taken.kind === 'take') return take(by, host);
    if (taken.kind === 'fail') {
      await failProbes(pool, by, [{ host, reason: 'timeout', pauseMs: taken.pause }]);
    }
    if (taken.kind === 'pass') await passProbes(pool, by, [host]);
    if (taken.kind === 'give back') await giveBackProbes(pool, by, [host]);
    return null;
  }

  test('open, half open and closed follow each other as they should, whatever two listeners do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        await database.pool.query('delete from delivery_hosts');
        const model: Model = { now: 0, circuit: null };
        for (const taken of steps) {
          expect(await doReally('a:80', taken)).toBe(play(model, taken));
          const [row] = await listBlockedHosts(database.pool);
          if (model.circuit === null) expect(row).toBeUndefined();
          else {
            const { openedCount, blockedUntil, probe } = model.circuit;
            expect(row).toMatchObject({ openedCount, probeBy: probe === null ? null : workers[probe.by] });
            expect(Math.abs(row!.waitMs - (blockedUntil - model.now))).toBeLessThan(60_000);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('of many listeners that want the probe of a host at once, one gets it', async () => {
    await openHosts(database.pool, [{ host: 'a:80', reason: 'timeout', pauseMs: 0 }]);
    const taken = await Promise.all(Array.from({ length: 8 }, () => take(newId(), 'a:80')));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('a probe whose holder is silent is free when its lease ends', async () => {
    await openHosts(database.pool, [{ host: 'a:80', reason: 'timeout', pauseMs: 0 }]);
    expect(await take(first, 'a:80')).toBe(true);
    await letPass(leaseMs - 60_000);
    expect(await take(second, 'a:80')).toBe(false);
    await letPass(61_000);
    expect(await take(second, 'a:80')).toBe(true);
    await passProbes(database.pool, first, ['a:80']);
    expect(await listBlockedHosts(database.pool)).toHaveLength(1);
  });

  test('many hosts are written at once, in an order that lets no two listeners wait for each other', async () => {
    const hosts = Array.from({ length: 5_000 }, (_, index) => `h${index}:80`);
    const pauses = hosts.map((host, index) => ({ host, reason: 'status_503', pauseMs: index + 1_000 }));
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([openHosts(database.pool, pauses), openHosts(database.pool, pauses.toReversed())]);
    }
    expect(await listBlockedHosts(database.pool)).toHaveLength(5_000);
  });

  test('renewing a probe touches no index', async () => {
    // Of its own: other connections report their updates whenever they come to it.
    const alone = await createTestDatabase();
    await openHosts(alone.pool, [{ host: 'a:80', reason: 'timeout', pauseMs: 0 }]);
    const client = await alone.pool.connect();
    const updates = async () =>
      (
        await client.query(
          `select n_tup_upd::int as all, n_tup_hot_upd::int as hot from pg_stat_user_tables where relname = 'delivery_hosts'`,
        )
      ).rows[0];
    try {
      const before = await updates();
      for (let beat = 0; beat < 20; beat += 1) {
        await takeProbes(client, { workerId: first, hosts: ['a:80'], leaseMs });
      }
      await client.query('select pg_stat_force_next_flush()');
      const after = await updates();
      expect([after.all - before.all, after.hot - before.hot]).toEqual([20, 20]);
    } finally {
      client.release();
      await alone.drop();
    }
  });

  test('the list tells the state of each, page by page', async () => {
    await openHosts(database.pool, [
      { host: 'a:80', reason: 'timeout', pauseMs: 0 },
      { host: 'b:80', reason: 'status_503', pauseMs: hour },
    ]);
    const request = { sort: 'host', descending: false, limit: 1 } as const;
    const page = await listHostCircuits(database.pool, { ...request, after: null });
    const [half] = page.items;
    expect(half).toMatchObject({ host: 'a:80', state: 'half_open', reason: 'timeout', openedCount: 1 });
    const [open] = (await listHostCircuits(database.pool, { ...request, after: page.next })).items;
    expect(open).toMatchObject({ host: 'b:80', state: 'open', reason: 'status_503' });
  });

  test('a circuit closed by hand stays closed, whatever a probe from before says', async () => {
    await openHosts(database.pool, [{ host: 'a:80', reason: 'timeout', pauseMs: 0 }]);
    await take(first, 'a:80');
    await closeHost(database.pool, 'a:80');
    await failProbes(database.pool, first, [{ host: 'a:80', reason: 'timeout', pauseMs: hour }]);
    expect(await listBlockedHosts(database.pool)).toEqual([]);
  });
});
