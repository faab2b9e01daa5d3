import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@carillon/testkit';
import { cpuSecondsWithChildren, memoryMb } from '../processes/process-figures.js';
import type { LagMs } from '../receiver/arrivals.js';
import type { Batch, BatchRecord, RunningSystem, System } from '../systems/system.js';
import type { Workshop } from './workshop.js';

/** What one system did in one round. */
export interface Round {
  /** From the first claim to the last committed outcome. */
  runsPerSecond: number;
  /** From the due instant to the last committed outcome. */
  dueToEndSeconds: number;
  lagMs: LagMs;
  /** By process. Absent where the operating system does not tell. */
  cpuSecondsPer1000Runs: Record<string, number>;
  /** Of the system's own Node processes, MiB. */
  peakMemoryMb: Record<string, number>;
}

export interface RoundOptions {
  runs: number;
  concurrency: number;
  /** Runs before the measured ones, so that code is compiled and connections are open. */
  warmUpRuns: number;
}

/**
 * Starts a system on an empty place, warms it up, lets it do its runs, and reads what it cost.
 *
 * @throws Error when a run is lost or made twice, or when entering the batch took longer than it may
 */
export async function measureRound(
  workshop: Workshop,
  system: System,
  options: RoundOptions,
): Promise<Round> {
  const { databaseUrl, redisUrl, close } = await workshop.openPlace();
  try {
    const { receiver, folder } = workshop;
    const { concurrency } = options;
    const running = await system.start({
      databaseUrl,
      redisUrl,
      receiverUrl: receiver.url,
      concurrency,
      folder,
    });
    try {
      const warmUp = await runBatch(workshop, running, { runs: options.warmUpRuns, leadMs: 2_000 });
      const leadMs = 1_500 + options.runs * Math.max(0.1, warmUp.enteringMs / options.warmUpRuns);
      return await measureBatch(workshop, running, { runs: options.runs, leadMs });
    } finally {
      await running.stop();
    }
  } finally {
    await close();
  }
}

interface PlannedBatch {
  runs: number;
  /** From now to the due instant: time enough to enter the batch. */
  leadMs: number;
}

interface DoneBatch {
  batch: Batch;
  record: BatchRecord;
  /** How long entering it took. */
  enteringMs: number;
}

const batchTimeoutMs = 600_000;

/**
 * Lets a system do a batch. One that was due before it was wholly entered counts as none: it is repeated, with more time.
 *
 * @param onceEntered called shortly before the batch is due
 */
async function runBatch(
  workshop: Workshop,
  running: RunningSystem,
  { runs, leadMs }: PlannedBatch,
  onceEntered: () => void = () => undefined,
): Promise<DoneBatch> {
  const startedAt = Date.now();
  const batch = { runs, dueAtMs: Math.ceil(startedAt + leadMs) };
  const { complete } = await workshop.receiver.expect(runs, batch.dueAtMs);
  await running.schedule(batch);
  const enteringMs = Date.now() - startedAt;
  await workshop.admin.query('checkpoint');
  const isInTime = Date.now() < batch.dueAtMs - snapshotMs;
  await wait(batch.dueAtMs - snapshotMs - Date.now());
  onceEntered();
  await Promise.race([complete, tooLate(runs)]);
  let record: BatchRecord | undefined;
  await until(async () => (record = await running.record(batch)).settled >= runs, {
    what: `all ${runs} outcomes are on record`,
    timeoutMs: 60_000,
    intervalMs: 50,
  });
  if (isInTime) return { batch, record: record!, enteringMs };
  return runBatch(workshop, running, { runs, leadMs: leadMs + 2 * enteringMs }, onceEntered);
}

/** So long before the due instant are the processes' CPU times read. */
const snapshotMs = 100;

async function tooLate(runs: number): Promise<never> {
  await wait(batchTimeoutMs, undefined, { ref: false });
  throw new Error(`Not all of ${runs} runs arrived within ${batchTimeoutMs / 1_000} s.`);
}

async function measureBatch(
  workshop: Workshop,
  running: RunningSystem,
  planned: PlannedBatch,
): Promise<Round> {
  const { runs } = planned;
  const { receiver, redis, postgresPid } = workshop;
  const pids = {
    ...running.pids,
    receiver: receiver.pid,
    postgres: postgresPid,
    ...(redis === null ? {} : { redis: redis.pid }),
  };
  const readCpu = (): [string, number | null][] =>
    Object.entries(pids).map(([name, pid]) => [name, cpuSecondsWithChildren(pid)]);
  let before: Map<string, number | null> = new Map();
  const { batch, record } = await runBatch(workshop, running, planned, () => (before = new Map(readCpu())));
  const cpu = readCpu().flatMap(([name, seconds]): [string, number][] => {
    const earlier = before.get(name) ?? null;
    return seconds === null || earlier === null ? [] : [[name, ((seconds - earlier) * 1_000) / runs]];
  });
  const { runs: arrived, repeats, lagMs } = await receiver.report();
  if (arrived !== runs || repeats > 0)
    throw new Error(`${arrived} of ${runs} runs arrived, ${repeats} twice.`);
  return {
    runsPerSecond: (runs * 1_000) / (record.lastOutcomeAtMs - record.firstClaimAtMs),
    dueToEndSeconds: (record.lastOutcomeAtMs - batch.dueAtMs) / 1_000,
    lagMs,
    cpuSecondsPer1000Runs: Object.fromEntries(cpu),
    peakMemoryMb: Object.fromEntries(
      Object.entries(running.pids).flatMap(([name, pid]) => {
        const mb = memoryMb(pid, 'VmHWM');
        return mb === null ? [] : [[name, mb]];
      }),
    ),
  };
}
