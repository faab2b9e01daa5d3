import { describe, expect, test } from '@jest/globals';
import type { System } from '../systems/system.js';
import type { Round } from './measure-round.js';
import { median, summarise } from './summary.js';

const system = (name: string): System => ({
  name,
  needsRedis: false,
  settings: '',
  start: () => Promise.reject(new Error('never started')),
});

const round = (runsPerSecond: number, p50 = 1): Round => ({
  runsPerSecond,
  dueToEndSeconds: 1,
  lagMs: { p50, p95: 2, p99: 3, max: 4 },
  cpuSecondsPer1000Runs: { worker: runsPerSecond / 1_000 },
  peakMemoryMb: {},
});

test('the median of an even number of values lies between the two in the middle', () => {
  expect([median([9, 1, 5]), median([1, 9, 4, 6])]).toEqual([5, 5]);
});

describe('the summary', () => {
  const rounds = new Map([
    ['fast', [round(300, 10), round(100, 30), round(200, 20)]],
    ['slow', [round(50), round(100), round(75)]],
  ]);
  const [fast, slow] = summarise([system('absent'), system('fast'), system('slow')], rounds);

  test('gives medians with the slowest and the fastest round', () => {
    expect(fast).toMatchObject({
      name: 'fast',
      runsPerSecond: 200,
      runsPerSecondMin: 100,
      runsPerSecondMax: 300,
      lagMs: { p50: 20, p95: 2, p99: 3, max: 4 },
      cpuSecondsPer1000Runs: { worker: 0.2 },
    });
  });

  test('compares each system with all the others, by their medians', () => {
    expect([fast!.ratios, slow!.ratios]).toEqual([{ slow: 2.667 }, { fast: 0.375 }]);
  });
});
