import type { LagMs } from '../receiver/arrivals.js';
import { carillonPostgres, carillonRedis } from '../systems/carillon.js';
import type { Machine } from '../throughput/machine.js';
import { describeMachine } from '../throughput/machine.js';
import { measureRound } from '../throughput/measure-round.js';
import type { Workshop } from '../throughput/workshop.js';
import { startWorkshop } from '../throughput/workshop.js';
import type { ClaimLatencyResult } from './claim-latency.js';
import { measureClaimLatency } from './claim-latency.js';
import type { IdleMemoryResult } from './idle-memory.js';
import { measureIdleMemory } from './idle-memory.js';
import type { PublisherPassResult } from './publisher-pass.js';
import { measurePublisherPasses } from './publisher-pass.js';

export interface ScaleOptions {
  /** Finished runs before the second measurement of the claim. */
  history: number;
  /** Sleeping tasks, rising. */
  sleeping: number[];
  /** Tasks due in the same second. */
  burst: number;
  concurrency: number;
}

export interface BurstResult {
  name: string;
  runs: number;
  lagMs: LagMs;
}

export interface ScaleResult {
  publisherPasses: PublisherPassResult[];
  bursts: BurstResult[];
  claims: ClaimLatencyResult[];
  idleMemory: IdleMemoryResult[];
  machine: Machine;
  /** ISO 8601, when the measurement ended. */
  measuredAt: string;
  tookSeconds: number;
}

const passes = 200;
const warmUpRuns = 2_000;

/** What changes, or must not, as an installation grows. */
export async function measureScale(
  options: ScaleOptions,
  progress: (line: string) => void,
): Promise<ScaleResult> {
  const startedAt = Date.now();
  const workshop = await startWorkshop();
  try {
    progress('Memory of idle processes …');
    const idleMemory = await measureIdleMemory(workshop, options.concurrency);
    const bursts = await measureBursts(workshop, options, progress);
    const taskCounts = options.sleeping;
    const publisherPasses = await measurePublisherPasses(workshop, { taskCounts, passes }, progress);
    const claims = await measureClaimLatency(workshop, options.history, progress);
    return {
      ...{ publisherPasses, bursts, claims, idleMemory },
      machine: await describeMachine(workshop.admin, []),
      measuredAt: new Date().toISOString(),
      tookSeconds: Math.round((Date.now() - startedAt) / 1_000),
    };
  } finally {
    await workshop.stop();
  }
}

async function measureBursts(
  workshop: Workshop,
  { burst: runs, concurrency }: ScaleOptions,
  progress: (line: string) => void,
): Promise<BurstResult[]> {
  const results: BurstResult[] = [];
  for (const system of workshop.redis === null ? [carillonPostgres] : [carillonRedis, carillonPostgres]) {
    progress(`Burst: ${runs} tasks due in the same second, ${system.name} …`);
    const { lagMs } = await measureRound(workshop, system, { runs, concurrency, warmUpRuns });
    results.push({ name: system.name, runs, lagMs });
  }
  return results;
}
