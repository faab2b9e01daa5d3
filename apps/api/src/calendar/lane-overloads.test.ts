import { expect, test } from '@jest/globals';
import { laneOverloads } from './lane-overloads.js';

const hourMs = 3_600_000;
const counts = (...planned: number[]) => new Map([['billing', new Map(planned.entries())]]);
const room = { name: 'billing', concurrencyLimit: 2, rateLimit: null, durationMs: null };

test.each([
  ['a rate limit lets its runs begin', { rateLimit: { runs: 2, perMs: 60_000 } }, 120],
  ['a rate of days lets a part of it begin', { rateLimit: { runs: 48, perMs: 24 * hourMs } }, 2],
  ['runs of ten minutes follow one another on two places', { durationMs: hourMs / 6 }, 12],
  ['each place takes a run that is longer than an hour', { durationMs: 5 * hourMs }, 2],
  ['the stricter of the two holds', { rateLimit: { runs: 3, perMs: hourMs }, durationMs: hourMs / 6 }, 3],
])('%s; one more is too many', (_what, limits, fits) => {
  expect(laneOverloads(counts(fits, fits + 1), [{ ...room, ...limits }], hourMs)).toEqual([
    { bucket: 1, lane: 'billing', planned: fits + 1, fits },
  ]);
});

test('of a lane without a rate, none of whose runs is on record, nothing is said', () => {
  expect(laneOverloads(counts(1_000_000), [room], hourMs)).toEqual([]);
});
