import type { System } from '../systems/system.js';
import type { Round } from './measure-round.js';

/** One system over all rounds. Every figure is the median of the rounds, unless it says otherwise. */
export interface SystemSummary {
  name: string;
  settings: string;
  runsPerSecond: number;
  runsPerSecondMin: number;
  runsPerSecondMax: number;
  dueToEndSeconds: number;
  lagMs: Round['lagMs'];
  cpuSecondsPer1000Runs: Record<string, number>;
  peakMemoryMb: Record<string, number>;
  /** Its runs per second divided by another system's, by that system's name. */
  ratios: Record<string, number>;
}

/** @param rounds by system name, in the order of the tables */
export function summarise(systems: readonly System[], rounds: ReadonlyMap<string, Round[]>): SystemSummary[] {
  const measured = systems.filter(({ name }) => rounds.has(name));
  const rateOf = (name: string): number => median(rounds.get(name)!.map((round) => round.runsPerSecond));
  return measured.map(({ name, settings }) => {
    const own = rounds.get(name)!;
    const rates = own.map((round) => round.runsPerSecond);
    const others = measured.filter((other) => other.name !== name);
    return {
      name,
      settings,
      runsPerSecond: round(median(rates), 1),
      runsPerSecondMin: round(Math.min(...rates), 1),
      runsPerSecondMax: round(Math.max(...rates), 1),
      dueToEndSeconds: round(median(own.map((one) => one.dueToEndSeconds)), 3),
      lagMs: mediansByKey(
        own.map((one) => one.lagMs),
        1,
      ),
      cpuSecondsPer1000Runs: mediansByKey(
        own.map((one) => one.cpuSecondsPer1000Runs),
        4,
      ),
      peakMemoryMb: mediansByKey(
        own.map((one) => one.peakMemoryMb),
        1,
      ),
      ratios: Object.fromEntries(
        others.map((other) => [other.name, round(median(rates) / rateOf(other.name), 3)]),
      ),
    };
  });
}

export function median(values: readonly number[]): number {
  // The mean of the two in the middle, which are one and the same for an odd number.
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** The keys are those of the first record. */
function mediansByKey<Key extends string>(
  records: readonly Record<Key, number>[],
  digits: number,
): Record<Key, number> {
  const keys = Object.keys(records[0]!) as Key[];
  return Object.fromEntries(
    keys.map((key) => [key, round(median(records.map((record) => record[key])), digits)]),
  ) as Record<Key, number>;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
