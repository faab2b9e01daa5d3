import { describe, expect, test } from '@jest/globals';
import type { Circumstances } from './why-not-running';
import { whyNotRunning } from './why-not-running';

const nowMs = Date.parse('2026-11-23T10:00:00.000Z');
const at = (ms: number): string => new Date(nowMs + ms).toISOString();

const task: Circumstances['task'] = {
  taskStatus: 'ready',
  taskSchedule: '*/5 * * * *',
  runAt: null,
  nextRunAt: at(60_000),
  activeRuns: 0,
  overlapPolicy: 'skip',
  pausedUntil: null,
  pauseReason: null,
  archivedAt: null,
  onFailure: 'stop',
  maxRuns: null,
  runCount: 3,
  endsAt: null,
};
const worker = (kind: 'listener' | 'publisher', silentMs = 100) => ({
  id: kind,
  kind,
  host: 'vm',
  pid: 1,
  version: '1',
  concurrency: 50,
  startedAt: at(-1_000),
  silentMs,
});
const queue: NonNullable<Circumstances['queue']> = {
  paused: false,
  workers: [worker('listener'), worker('publisher')],
};
const lane: NonNullable<Circumstances['lane']> = {
  name: 'billing',
  paused: false,
  pauseReason: null,
  concurrencyLimit: 1,
  rateLimit: null,
  nextStartAt: null,
  counts: { held: 0, pending: 0, running: 0, waiting: 0, retrying: 0 },
};
const kinds = (given: Partial<Circumstances> & { task?: Circumstances['task'] }) =>
  whyNotRunning({ task, lane, queue, nowMs, ...given }).map(({ kind }) => kind);

describe('whyNotRunning', () => {
  test('a healthy task is only not due yet', () => {
    expect(whyNotRunning({ task, lane, queue, nowMs })).toEqual([
      expect.objectContaining({ kind: 'next-due', hindrance: 'fine', at: task.nextRunAt }),
    ]);
  });

  test('a paused task tells its reason, and until when if that is known', () => {
    const paused = { ...task, taskStatus: 'paused' as const, nextRunAt: null, pauseReason: 'Moving house' };
    const [reason] = whyNotRunning({ task: paused, nowMs });
    expect(reason).toMatchObject({ kind: 'paused', hindrance: 'stopped' });
    expect(reason?.detail).toContain('Moving house');
    const [until] = whyNotRunning({ task: { ...paused, pausedUntil: at(9) }, nowMs });
    expect(until).toMatchObject({ hindrance: 'waiting', at: at(9) });
  });

  test('a failed task is stopped, unless it goes on in spite of it', () => {
    expect(kinds({ task: { ...task, taskStatus: 'failed', nextRunAt: null } })).toEqual(['failed']);
    expect(kinds({ task: { ...task, taskStatus: 'failed' } })).toEqual(['next-due']);
  });

  test('a completed task tells what completed it', () => {
    const done = { ...task, taskStatus: 'completed' as const, nextRunAt: null };
    const told = (values: object) => whyNotRunning({ task: { ...done, ...values }, nowMs })[0]?.detail;
    expect(told({ maxRuns: 3 })).toContain('3 times');
    expect(told({ taskSchedule: null, runAt: at(-5) })).toContain('once');
    expect(told({})).toContain('ended');
  });

  test('processes that are missing or silent stop everything, and nothing is said while they are not known', () => {
    expect(
      kinds({ queue: { ...queue, workers: [worker('listener', 60_000), worker('publisher')] } }),
    ).toEqual(['no-listener', 'next-due']);
    expect(kinds({ queue: { ...queue, workers: [worker('listener')] } })).toContain('no-publisher');
    expect(kinds({ queue: { ...queue, paused: true } })[0]).toBe('queue-paused');
    expect(kinds({ queue: undefined })).toEqual(['next-due']);
  });

  test('a lane stops its tasks when it is paused, and lets them wait when it is full', () => {
    const [paused] = whyNotRunning({ task, lane: { ...lane, paused: true }, queue, nowMs });
    expect(paused).toMatchObject({ kind: 'lane-paused', href: '/lanes?lane=billing' });
    expect(kinds({ lane: { ...lane, counts: { ...lane.counts, running: 1, held: 2 } } })).toEqual([
      'lane-full',
      'next-due',
    ]);
    expect(kinds({ lane: { ...lane, concurrencyLimit: 2, counts: { ...lane.counts, running: 1 } } })).toEqual(
      ['next-due'],
    );
  });

  test('a lane with room lets its tasks wait for its rate, and tells when the next may begin', () => {
    const rated = { ...lane, concurrencyLimit: 2, rateLimit: { runs: 60, perMs: 60_000 } };
    expect(kinds({ lane: rated })).toEqual(['next-due']);
    const waiting = { ...rated, nextStartAt: at(700), counts: { ...lane.counts, running: 1, held: 2 } };
    const [reason] = whyNotRunning({ task, queue, nowMs, lane: waiting });
    expect(reason).toMatchObject({ kind: 'lane-rate', hindrance: 'waiting', at: at(700) });
    expect(reason).toMatchObject({ title: 'Its lane billing begins at most 60 a minute' });
    expect(kinds({ lane: { ...waiting, concurrencyLimit: 1 } })).toContain('lane-full');
  });

  test('an open run keeps the next one from beginning, unless overlaps are allowed', () => {
    const open = { ...task, taskStatus: 'running' as const, activeRuns: 1 };
    expect(kinds({ task: open })).toEqual(['overlap', 'running', 'next-due']);
    expect(kinds({ task: { ...open, overlapPolicy: 'allow' } })).toEqual(['running', 'next-due']);
  });

  test('what is due and was not taken is told from what is not due yet; what has no plan runs on request', () => {
    expect(kinds({ task: { ...task, nextRunAt: at(-60_000) } })).toEqual(['overdue']);
    expect(kinds({ task: { ...task, taskSchedule: null, nextRunAt: null } })).toEqual(['manual']);
  });
});
