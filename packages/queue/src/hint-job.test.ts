import { describe, expect, test } from '@jest/globals';
import { hintJobId, hintToJob, parseHint, waitingSince } from './hint-job.js';
import { hintOf } from './testing/harness.js';

describe('the id of a hint', () => {
  const runs = [
    { id: '01a205e7-9648-716e-83d6-a4e216b25ce5', scheduledFor: '2026-03-01T12:00:00.000000Z', host: 'a:80' },
  ];

  test('names the first run and its attempt', () => {
    expect(hintJobId({ runs, retryCount: 2, delayMs: 0 })).toBe('r_01a205e7-9648-716e-83d6-a4e216b25ce5_2');
  });

  test('differs for a hint for later, and for one that is later still', () => {
    const idOf = (delayMs: number) => hintJobId({ runs, retryCount: 2, delayMs }, 60_000);
    expect([idOf(1), idOf(1_000), idOf(1_001)]).toEqual([
      'r_01a205e7-9648-716e-83d6-a4e216b25ce5_2_61',
      'r_01a205e7-9648-716e-83d6-a4e216b25ce5_2_61',
      'r_01a205e7-9648-716e-83d6-a4e216b25ce5_2_62',
    ]);
  });

  test('is one that BullMQ accepts: no colon, not digits alone', () => {
    for (const delayMs of [0, 5_000]) {
      const id = hintJobId({ runs: [{ id: '123', scheduledFor: '', host: '' }], retryCount: 0, delayMs });
      expect(id).not.toContain(':');
      expect(id).not.toMatch(/^\d+$/);
    }
  });

  test('cannot be made for a hint without runs', () => {
    expect(() => hintJobId({ runs: [], retryCount: 0, delayMs: 0 })).toThrow('at least one run');
  });
});

describe('a hint as a job', () => {
  test('is tried once, removed whatever comes of it, and ranked by its age alone', () => {
    const { opts } = hintToJob(hintOf({ priority: 'low', delayMs: 1.2 }));
    expect(opts).toMatchObject({ attempts: 1, removeOnComplete: true, removeOnFail: true, delay: 2 });
    expect(opts).not.toHaveProperty('priority');
  });

  test('is due now when its delay has passed already', () => {
    expect(hintToJob(hintOf({ delayMs: -5 })).opts.delay).toBe(0);
  });

  test('is refused with more than a hundred runs', () => {
    expect(() => hintToJob(hintOf({ runCount: 101 }))).toThrow('at most 100');
  });

  test('is read back as it was, without what else the job holds', () => {
    const { runs } = hintOf({ runCount: 3 });
    expect(parseHint({ runs: runs.map((run) => ({ ...run, more: 1 })), other: true })).toEqual({
      hint: { runs },
    });
  });
});

describe('a job that is no hint', () => {
  const run = hintOf().runs[0]!;

  test.each([
    ['no object', null],
    ['no list', { runs: 'all' }],
    ['an empty list', { runs: [] }],
    ['too many runs', { runs: Array.from({ length: 101 }, () => run) }],
    ['no run', { runs: [null] }],
    ['an id that is no UUID', { runs: [{ ...run, id: '-'.repeat(36) }] }],
    ['an instant in words', { runs: [{ ...run, scheduledFor: 'Mar 1 2026' }] }],
    ['an instant with more behind it', { runs: [{ ...run, scheduledFor: '2026-03-01T12:00:00Z","x' }] }],
    ['a day that does not exist', { runs: [{ ...run, scheduledFor: '2026-02-30T12:00:00Z' }] }],
    ['an hour that does not exist', { runs: [{ ...run, scheduledFor: '2026-02-28T25:00:00Z' }] }],
    ['no host', { runs: [{ id: run.id, scheduledFor: run.scheduledFor }] }],
  ])('is told from one: %s', (_, data) => {
    expect(parseHint(data)).toHaveProperty('reason');
  });

  test.each(['2026-03-01T12:00:00.000Z', '2026-03-01 12:00:00+00', '2026-03-01 12:00:00.123456+00'])(
    'is not taken for one because of its way to write an instant: %s',
    (scheduledFor) => {
      expect(parseHint({ runs: [{ ...run, scheduledFor }] })).toHaveProperty('hint');
    },
  );
});

describe('the waiting of a hint', () => {
  test('begins when it was added, or when its delay was over', () => {
    expect(waitingSince({ timestamp: 1_000, opts: {} }, 9_000)).toBe(1_000);
    expect(waitingSince({ timestamp: 1_000, opts: { delay: 500 } }, 9_000)).toBe(1_500);
  });

  test('begins now at the latest, whatever another clock or a foreign job says', () => {
    expect(waitingSince({ timestamp: 10_000, opts: {} }, 9_000)).toBe(9_000);
    expect(waitingSince({ timestamp: Number.NaN, opts: {} }, 9_000)).toBe(9_000);
  });
});
