import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Pool } from '@carillon/db';
import { connectDatabase, inTransaction } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import type { DeliveryErrorCode } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { createLogger } from '@carillon/telemetry';
import { until } from '@carillon/testkit';
import { HostGate } from './host-gate.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const logger = createLogger({ service: 'test', level: 'error', format: 'json' });
logger.silent = true;

const host = 'a.example:443';

interface Outcome {
  runId?: string;
  startedAt?: number;
  /** Asks for rest when it is a number; null: it leaves it to us for how long. */
  retryAfterMs?: number | null;
}

describeWithPostgres('the gate to the hosts', () => {
  let database: TestDatabase;
  let gate: HostGate;
  let other: HostGate;
  let reopened: string[];
  const gates: HostGate[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    reopened = [];
    gate = open('gate');
    other = open('other');
  });
  afterEach(async () => {
    await Promise.all(gates.splice(0).map((each) => each.stop()));
    await database.pool.query('delete from delivery_hosts');
  });

  const open = (name: string, { pool = database.pool, breakerFailures = 10 } = {}): HostGate => {
    const made: HostGate = new HostGate(pool, {
      ...{ workerId: newId(), breakerFailures, logger },
      onChange: () => undefined,
      onReopen: () => reopened.push(name),
    });
    made.start();
    gates.push(made);
    return made;
  };
  const report = (
    to: HostGate,
    errorCode: DeliveryErrorCode | null,
    { runId = newId(), startedAt = performance.now(), retryAfterMs }: Outcome = {},
  ): void =>
    to.report({
      ...{ host, runId, startedAt, errorCode },
      wishes: { slowsHost: retryAfterMs !== undefined, retryAfterMs: retryAfterMs ?? null },
    });
  const failUntilOpen = (to: HostGate): Promise<unknown> =>
    until(
      () => {
        report(to, 'connect_refused');
        return to.admits(host) === 'later';
      },
      { what: 'failures opened the circuit', intervalMs: 100 },
    );
  const rowOf = async () => (await database.pool.query('select * from delivery_hosts')).rows[0] ?? null;
  /** As if the pause were over. */
  const endPause = () => database.pool.query('update delivery_hosts set blocked_until = now()');
  const probed = (by: HostGate): Promise<unknown> =>
    until(() => by.admits(host) === 'probe', { what: 'the probe is ours' });
  const openAndProbe = async (runId: string, by = gate): Promise<void> => {
    report(by, 'status_503', { retryAfterMs: 60_000 });
    await until(rowOf, { what: 'the circuit is written' });
    await endPause();
    await probed(by);
    by.begin(host, runId);
  };

  test('ten failures in a row, over two seconds at least, keep every listener from the host', async () => {
    for (let failures = 0; failures < 100; failures += 1) report(gate, 'connect_refused');
    expect(gate.admits(host)).toBe('go');
    await failUntilOpen(gate);
    expect(gate.waitMs(host)).toBeGreaterThan(4_500);
    await until(() => other.admits(host) === 'later', { what: 'the other one knows' });
    expect(Math.abs(other.waitMs(host) - gate.waitMs(host))).toBeLessThan(500);
    expect(gate.admits('b.example:443')).toBe('go');
    expect(await rowOf()).toMatchObject({ host, reason: 'connect_refused', opened_count: 1 });
  });

  test('a success, or an answer that is none, ends a streak', async () => {
    const from = performance.now();
    await until(
      () => {
        for (let failures = 0; failures < 9; failures += 1) report(gate, 'status_500');
        report(gate, 'status_404');
        return performance.now() - from > 2_500;
      },
      { what: 'a streak would have lasted long enough' },
    );
    expect(gate.admits(host)).toBe('go');
  });

  test('a host that asks for rest is left alone by all at once, for as long as it asks', async () => {
    report(gate, 'status_503', { retryAfterMs: 30_000 });
    expect(gate.admits(host)).toBe('later');
    await until(() => other.admits(host) === 'later', { what: 'the other one knows' });
    expect(other.waitMs(host)).toBeGreaterThan(27_000);
    expect(other.waitMs(host)).toBeLessThanOrEqual(30_500);
  });

  test('a longer rest that an attempt in flight was asked for counts, a shorter one does not', async () => {
    report(gate, 'status_429', { retryAfterMs: 30_000 });
    report(gate, 'status_429', { retryAfterMs: 5_000 });
    expect(gate.waitMs(host)).toBeGreaterThan(29_000);
    report(gate, 'status_429', { retryAfterMs: 60_000 });
    expect(gate.waitMs(host)).toBeGreaterThan(59_000);
    await until(() => other.waitMs(host) > 57_000, { what: 'the other one knows' });
  });

  test('a brief pause is waited out', () => {
    report(gate, 'status_429', { retryAfterMs: null });
    expect(gate.admits(host)).toBe('wait');
    expect(gate.waitMs(host)).toBeLessThanOrEqual(1_000);
  });

  test('with the breaker off, failures open nothing, and rest is given to those who ask', async () => {
    const off = open('off', { breakerFailures: 0 });
    const from = performance.now();
    await until(
      () => {
        for (let failures = 0; failures < 50; failures += 1) report(off, 'timeout');
        return performance.now() - from > 2_500;
      },
      { what: 'a streak would have lasted long enough' },
    );
    expect(off.admits(host)).toBe('go');
    report(off, 'status_503', { retryAfterMs: 30_000 });
    expect(off.admits(host)).toBe('later');
  });

  test('after the pause exactly one attempt, by one listener, tries whether the host is back', async () => {
    report(gate, 'status_503', { retryAfterMs: 60_000 });
    await until(() => other.admits(host) === 'later', { what: 'the other one knows' });
    await endPause();
    const both = [gate, other];
    const winner = await until(() => both.find((each) => each.admits(host) === 'probe') ?? null, {
      what: 'one of them may probe',
    });
    winner.begin(host, newId());
    const seen = new Set<string>();
    const from = performance.now();
    await until(
      () => {
        for (const each of both) seen.add(each.admits(host));
        return performance.now() - from > 2_500;
      },
      { what: 'both have looked again and again' },
    );
    expect([...seen].filter((admission) => admission === 'go' || admission === 'probe')).toEqual([]);
  });

  test('a probe that fails doubles the pause for all', async () => {
    await openAndProbe('probe');
    report(gate, 'connect_timeout', { runId: 'probe' });
    expect(gate.waitMs(host)).toBeGreaterThan(9_500);
    await until(() => other.waitMs(host) > 7_500, { what: 'the other one knows' });
    expect(await rowOf()).toMatchObject({ opened_count: 2, probe_by: null, reason: 'connect_timeout' });
  });

  test('a probe that succeeds opens the way to all, and tells each to begin slowly', async () => {
    await openAndProbe('probe');
    await until(() => other.admits(host) === 'wait', { what: 'the other one knows' });
    report(gate, null, { runId: 'probe' });
    expect(gate.admits(host)).toBe('go');
    await until(() => other.admits(host) === 'go', { what: 'the other one knows' });
    expect(reopened.sort()).toEqual(['gate', 'other']);
    expect(await rowOf()).toBeNull();
  });

  test('nothing but the probe decides: attempts from before neither close nor prolong', async () => {
    await openAndProbe('probe');
    report(gate, null);
    report(gate, 'timeout');
    expect(gate.admits(host)).toBe('wait');
    report(gate, null, { runId: 'probe' });
    expect(gate.admits(host)).toBe('go');
  });

  test('failures of attempts that began before the host was back are not held against it', async () => {
    const startedAt = performance.now();
    await openAndProbe('probe');
    report(gate, null, { runId: 'probe' });
    const from = performance.now();
    await until(
      () => {
        for (let failures = 0; failures < 20; failures += 1) report(gate, 'timeout', { startedAt });
        return performance.now() - from > 2_500;
      },
      { what: 'a streak would have lasted long enough' },
    );
    expect(gate.admits(host)).toBe('go');
  });

  test.each(['an outcome that says nothing about the host', 'no attempt'])(
    'a probe that ended with %s is there for another run',
    async (what) => {
      await openAndProbe('probe');
      if (what === 'no attempt') gate.withdraw(host, 'probe');
      else report(gate, 'blocked', { runId: 'probe' });
      expect(gate.admits(host)).toBe('wait');
      await until(() => [gate, other].some((each) => each.admits(host) === 'probe'), { what: 'free again' });
      expect(await rowOf()).toMatchObject({ opened_count: 1 });
    },
  );

  test('a probe for which no run is left goes to another listener', async () => {
    report(gate, 'status_503', { retryAfterMs: 60_000 });
    await until(rowOf, { what: 'the circuit is written' });
    await endPause();
    await probed(gate);
    await probed(other);
    expect(gate.admits(host)).toBe('wait');
  });

  test('a listener that dies with a probe keeps the others from it for its lease and no longer', async () => {
    const pool: Pool = connectDatabase(database.url, { applicationName: 'dying' });
    const dying = open('dying', { pool });
    await openAndProbe('probe', dying);
    await pool.end();
    await until(() => other.admits(host) === 'wait', { what: 'the other one waits' });
    const { rows } = await database.pool.query(
      'select extract(epoch from probe_until - now())::float8 * 1000 as ms from delivery_hosts',
    );
    expect(rows[0].ms).toBeGreaterThan(2_000);
    expect(rows[0].ms).toBeLessThanOrEqual(5_000);
    await until(() => other.admits(host) === 'probe', { what: 'the lease has ended' });
    report(dying, null, { runId: 'probe' });
    expect(await rowOf()).toMatchObject({ host });
  });

  test('keeps a probe that takes longer than its lease', async () => {
    await openAndProbe('probe');
    await database.pool.query(`update delivery_hosts set probe_until = now() + interval '900 milliseconds'`);
    const from = performance.now();
    const seen = new Set<string>();
    await until(
      () => {
        seen.add(other.admits(host));
        return performance.now() - from > 3_500;
      },
      { what: 'it would have been taken' },
    );
    expect(seen).not.toContain('probe');
  });

  test('a process that starts anew knows what the old ones knew', async () => {
    report(gate, 'status_503', { retryAfterMs: 60_000 });
    await Promise.all(gates.splice(0).map((each) => each.stop()));
    const next = open('next');
    await until(() => next.admits(host) === 'later', { what: 'it knows' });
  });

  test('a stop gives the probe back', async () => {
    await openAndProbe('probe');
    await gate.stop();
    expect(await rowOf()).toMatchObject({ probe_by: null });
    await probed(other);
  });

  test('closing by hand reaches every listener', async () => {
    report(gate, 'status_503', { retryAfterMs: 60_000 });
    await until(() => other.admits(host) === 'later', { what: 'the other one knows' });
    await database.pool.query('delete from delivery_hosts');
    for (const each of [gate, other]) {
      await until(() => each.admits(host) === 'go', { what: 'it knows' });
    }
  });

  test('holds at once although PostgreSQL cannot take it, and is shared when it can', async () => {
    await database.pool.query('alter table delivery_hosts rename to away');
    const from = performance.now();
    report(gate, 'status_503', { retryAfterMs: 60_000 });
    await until(() => performance.now() - from > 1_500, { what: 'writing it has failed' });
    expect(gate.admits(host)).toBe('later');
    await database.pool.query('alter table away rename to delivery_hosts');
    await until(() => other.admits(host) === 'later', { what: 'the other one knows' });
    expect(gate.admits(host)).toBe('later');
  });

  test('what is learnt while the table is being read is not undone by what was read', async () => {
    const isReading = `select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%from delivery_hosts%'`;
    await inTransaction(database.pool, async (transaction) => {
      await transaction.query('lock table delivery_hosts in access exclusive mode');
      await until(async () => ((await database.pool.query(isReading)).rowCount ?? 0) >= 2, {
        what: 'both are reading',
      });
      report(gate, 'status_503', { retryAfterMs: 60_000 });
    });
    await until(() => other.waitMs(host) > 50_000, { what: 'the other one knows' });
    expect(gate.waitMs(host)).toBeGreaterThan(50_000);
  });

  test('attempts that go well ask nothing of PostgreSQL', async () => {
    const pool = connectDatabase(database.url, { applicationName: 'quiet' });
    let queries = 0;
    pool.on('acquire', () => (queries += 1));
    const quiet = open('quiet', { pool });
    await until(() => queries > 0, { what: 'it has looked once' });
    const before = queries;
    const from = performance.now();
    await until(
      () => {
        for (let count = 0; count < 200; count += 1) {
          quiet.admits(host);
          report(quiet, null);
        }
        return performance.now() - from > 2_000;
      },
      { what: 'two seconds of successes' },
    );
    expect(queries - before).toBeLessThanOrEqual(3);
    await quiet.stop();
    await pool.end();
  });
});
