import { setTimeout as wait } from 'node:timers/promises';
import { createTestDatabase } from '@carillon/db/testing';
import { FaultProxy, redisServerAvailable, startRedis } from '@carillon/testkit';
import type { Findings } from '../checker/check-promises.js';
import { findBrokenPromises } from '../checker/check-promises.js';
import { Stack } from '../stack.js';
import { libfaketime, MovableClock } from './movable-clock.js';
import { OwnPostgres } from './own-postgres.js';
import type { Backend } from './backend.js';
import type { Row } from './row.js';
import { World } from './world.js';

export interface RowResult {
  row: Row;
  backend: Backend;
  verdict: 'pass' | 'fail' | 'skip';
  injected: number;
  /** Null when the row did not come so far. */
  findings: Findings | null;
  /** What was not as promised, or why the row was skipped. */
  reasons: string[];
  ms: number;
}

export interface RowOptions {
  seed: number;
  isLong: boolean;
  /** Whether the API is started afterwards where a row does without it, so that its views are checked (I10). */
  withViews: boolean;
}

/** @returns why this machine cannot run the row, or null */
export function missingFor(row: Row, backend: Backend): string | null {
  if (process.env.CARILLON_TEST_DATABASE_URL === undefined) return 'no PostgreSQL for tests';
  if (backend === 'redis' && !redisServerAvailable()) return 'redis-server is not installed';
  if (row.needs?.includes('faketime') && libfaketime() === null) return 'libfaketime is not installed';
  return null;
}

/** Runs one experiment on a stack of its own, from nothing to the verdict. Never throws. */
export async function runRow(row: Row, backend: Backend, options: RowOptions): Promise<RowResult> {
  const startedAt = performance.now();
  const missing = missingFor(row, backend);
  const result: RowResult = {
    row,
    backend,
    verdict: missing === null ? 'pass' : 'skip',
    injected: 0,
    findings: null,
    reasons: missing === null ? [] : [missing],
    ms: 0,
  };
  if (missing === null) await experiment(result, options);
  if (result.reasons.length > 0 && missing === null) result.verdict = 'fail';
  result.ms = Math.round(performance.now() - startedAt);
  return result;
}

async function experiment(result: RowResult, options: RowOptions): Promise<void> {
  const { row, backend } = result;
  const closers: (() => Promise<unknown>)[] = [];
  const cancel = new AbortController();
  let world: World | undefined;
  try {
    world = await build(row, backend, { ...options, closers });
    const limitMs = row.timeoutMs ?? 120_000;
    const late = wait(limitMs, undefined, { signal: cancel.signal }).then(() => {
      throw new Error(`The row was not over after ${limitMs} ms.`);
    });
    late.catch(() => undefined);
    await Promise.race([play(row, world, options), late]);
  } catch (error) {
    result.reasons.push((error as Error).message);
  }
  cancel.abort();
  if (world !== undefined) {
    result.injected = world.injected;
    await judge(world, result).catch((error: Error) => result.reasons.push(error.message));
    if (world.injected === 0) result.reasons.push('Nothing was broken, so the row shows nothing.');
  }
  for (const close of closers.reverse()) {
    await close().catch((error: Error) => result.reasons.push(`Closing: ${error.message}`));
  }
}

async function play(row: Row, world: World, { withViews }: RowOptions): Promise<void> {
  await row.run(world);
  await world.endLoad();
  await world.settle(row.settleMs ?? 45_000);
  if (withViews && world.stack.alive('api').length === 0) await world.stack.spawn('api');
}

async function judge(world: World, result: RowResult): Promise<void> {
  const findings = await findBrokenPromises(world.stack, world.endedAtMs);
  result.findings = findings;
  // What has not come to rest is open for a reason that is named already, and goes on while it is read.
  const isAtRest = result.reasons.length === 0;
  result.reasons.push(...findings.faults.filter((fault) => isAtRest || !/^I[1345]:/.test(fault)));
  if (result.reasons.length > 0) result.reasons.push(`Logs in ${world.stack.logFolder}`);
}

async function build(
  row: Row,
  backend: Backend,
  { seed, isLong, closers }: RowOptions & { closers: (() => Promise<unknown>)[] },
): Promise<World> {
  const needs = row.needs ?? [];
  const clock = needs.includes('faketime') ? await MovableClock.create() : null;
  if (clock !== null) closers.push(() => clock.remove());
  const postgres =
    needs.includes('own-postgres') || clock !== null
      ? await OwnPostgres.start(row.postgresSettings ?? {}, clock)
      : null;
  const database = postgres === null ? await createTestDatabase() : postgres.database();
  closers.push(() => database.drop());
  // A server that is stopped by the row must not end the process that judges it.
  database.pool.on('error', () => undefined);
  const redis = backend === 'redis' ? await startRedis() : null;
  if (redis !== null) closers.push(() => redis.stop());
  const proxyTo = async (targetPort: number): Promise<FaultProxy> => {
    const proxy = await FaultProxy.start({ targetPort });
    closers.push(() => proxy.close());
    return proxy;
  };
  const redisProxy = redis !== null && needs.includes('redis-proxy') ? await proxyTo(redis.port) : null;
  const databaseProxy = needs.includes('database-proxy')
    ? await proxyTo(Number(new URL(database.url).port || 5432))
    : null;
  const stack = await Stack.start({
    database,
    redisUrl: redisProxy === null ? (redis?.url ?? null) : throughPort(redis!.url, redisProxy.port),
    settings: {
      ...(databaseProxy === null ? {} : { DATABASE_URL: throughPort(database.url, databaseProxy.port) }),
      ...clock?.environment,
      ...row.settings,
    },
    ...(clock === null ? {} : { now: () => clock.now() }),
  });
  closers.push(() => stack.close());
  if (needs.includes('api')) await stack.spawn('api');
  return new World({ backend, stack, redis, redisProxy, databaseProxy, postgres, clock, seed, isLong });
}

function throughPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.toString();
}
