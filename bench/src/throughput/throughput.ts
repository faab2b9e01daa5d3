import type { System } from '../systems/system.js';
import type { Machine } from './machine.js';
import { describeMachine } from './machine.js';
import type { Round } from './measure-round.js';
import { measureRound } from './measure-round.js';
import type { SystemSummary } from './summary.js';
import { summarise } from './summary.js';
import { startWorkshop } from './workshop.js';

export interface ThroughputOptions {
  runs: number;
  rounds: number;
  concurrency: number;
  systems: readonly System[];
}

export interface ThroughputResult {
  systems: SystemSummary[];
  skipped: { name: string; reason: string }[];
  machine: Machine;
  runs: number;
  rounds: number;
  warmUpRuns: number;
  concurrency: number;
  /** ISO 8601, when the measurement ended. */
  measuredAt: string;
  tookSeconds: number;
}

const warmUpRuns = 1_000;

/** Found by trial; see the settings of each system. */
export const defaultConcurrency = 64;

/** All systems take turns in every round, so that whatever else the machine does falls on all of them. */
export async function measureThroughput(
  options: ThroughputOptions,
  progress: (line: string) => void,
): Promise<ThroughputResult> {
  const startedAt = Date.now();
  const workshop = await startWorkshop();
  try {
    const hasRedis = workshop.redis !== null;
    const able = options.systems.filter((system) => hasRedis || !system.needsRedis);
    const skipped = options.systems
      .filter((system) => !able.includes(system))
      .map(({ name }) => ({ name, reason: 'redis-server is not installed' }));
    for (const { name, reason } of skipped) progress(`Skipped ${name}: ${reason}.`);
    const rounds = new Map<string, Round[]>(able.map(({ name }) => [name, []]));
    for (let number = 1; number <= options.rounds; number += 1) {
      for (const system of able) {
        const round = await measureRound(workshop, system, { ...options, warmUpRuns });
        rounds.get(system.name)!.push(round);
        progress(
          `Round ${number} of ${options.rounds}: ${system.name} ${Math.round(round.runsPerSecond)} runs/s, ${Math.round((Date.now() - startedAt) / 1_000)} s`,
        );
      }
    }
    const packageNames = able.flatMap(({ packageName }) => (packageName === undefined ? [] : [packageName]));
    const { runs, concurrency } = options;
    return {
      systems: summarise(able, rounds),
      skipped,
      machine: await describeMachine(workshop.admin, packageNames),
      ...{ runs, rounds: options.rounds, warmUpRuns, concurrency },
      measuredAt: new Date().toISOString(),
      tookSeconds: Math.round((Date.now() - startedAt) / 1_000),
    };
  } finally {
    await workshop.stop();
  }
}
