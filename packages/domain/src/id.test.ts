import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ScheduledRunIdentity } from './id.js';
import { newId, scheduledRunId } from './id.js';

const run: ScheduledRunIdentity = {
  installationId: 'd5f3a1de-6f0c-4a3b-9a68-0a8f2a7d8c11',
  taskId: '019ab000-0000-7000-8000-000000000001',
  scheduledForMs: Date.UTC(2026, 0, 15, 12),
  triggerKey: 'schedule',
};

test('new ids are UUIDs v7 of this moment, all different, and sort as they were made', () => {
  const before = Date.now();
  const ids = Array.from({ length: 5_000 }, () => newId());
  expect(
    ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
  ).toEqual([]);
  expect(new Set(ids.map((id) => id.slice(-8))).size).toBeGreaterThan(4_990);
  expect([...ids].sort()).toEqual(ids);
  const madeAt = Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16);
  expect(madeAt).toBeGreaterThanOrEqual(before);
  expect(madeAt).toBeLessThanOrEqual(Date.now());
});

describe('the id of a scheduled run', () => {
  test('stays what it is from release to release, since a restored backup must repeat it', () => {
    expect(scheduledRunId(run)).toBe('019bc186-de00-762c-9571-e483e8d556fc');
  });

  test.each([
    ['installation', { installationId: '00000000-6f0c-4a3b-9a68-0a8f2a7d8c11' }],
    ['task', { taskId: '019ab000-0000-7000-8000-000000000002' }],
    ['trigger', { triggerKey: 'other' }],
    ['instant', { scheduledForMs: run.scheduledForMs + 1 }],
  ])('is another for another %s', (_what, change) => {
    const other = scheduledRunId({ ...run, ...change });
    expect(other).not.toBe(scheduledRunId(run));
    // Not only by its time: the digest differs as well.
    expect(other.slice(14)).not.toBe(scheduledRunId(run).slice(14));
  });

  test('is a UUID v7 that tells the scheduled millisecond and sorts by it', () => {
    const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const [first, second] = [a, b].map((scheduledForMs) => scheduledRunId({ ...run, scheduledForMs }));
        expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(first!.replaceAll('-', '').slice(0, 12), 16)).toBe(a);
        if (a < b) expect(first! < second!).toBe(true);
      }),
    );
  });
});
