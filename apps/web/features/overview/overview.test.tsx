import { describe } from '@jest/globals';
import type { HttpHandler } from 'msw';
import { on } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { exampleQueue, exampleRun, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { Overview } from './overview';

const at = '2026-11-23T10:00:00.000Z';
const { id: taskId, taskName } = exampleTask();
const nothing = { items: [], nextCursor: null };
const noPlaces = { p50: null, p95: null, p99: null };
const summary = {
  ...{ from: '2026-11-22T10:00:00.000Z', to: at, byStatus: {}, total: 0, successRate: null, retries: 0 },
  ...{ cost: { sum: 0, average: null }, quality: { count: 0, average: null } },
  ...{ durationMs: noPlaces, lagMs: noPlaces },
};
const ended = {
  ...{ ...summary, byStatus: { completed: 7, failed: 2, skipped: 1 }, total: 10, successRate: 0.78 },
  ...{ durationMs: { p50: 100, p95: 900, p99: 1_500 }, lagMs: { p50: 5, p95: 20, p99: 30 } },
};
const { from: _from, to: _to, durationMs: _durationMs, lagMs: _lagMs, ...counted } = ended;

/** The first steps, with no task and no process at work. */
const ofNew: HttpHandler[] = [
  on('GET', '/api/statistics/timeseries', { bucketMs: 3_600_000, points: [] }),
  on('GET', '/api/statistics/histogram', { buckets: [], percentiles: noPlaces }),
  on('GET', '/api/queue/status', exampleQueue()),
  on('GET', '/api/tasks', { ...nothing, total: 0 }),
  on('GET', '/api/runs', nothing),
  on('GET', '/api/lanes', nothing),
  on('GET', '/api/statistics/failing', { items: [] }),
  on('GET', '/api/statistics/slowest', { items: [] }),
  on('GET', '/api/inspector', { url: null, settings: null, stats: null, scenarios: null }),
];

const worker = (kind: 'publisher' | 'listener', silentMs: number) => ({
  ...{ id: `${kind} ${silentMs}`, kind, host: 'box', pid: 7, version: '1.0.0', concurrency: 50 },
  ...{ startedAt: at, silentMs },
});
const ofBusy: HttpHandler[] = [
  on('GET', '/api/statistics/timeseries', {
    bucketMs: 3_600_000,
    points: [{ ...counted, at, durationMs: 120, lagMs: 6 }],
  }),
  on('GET', '/api/statistics/histogram', {
    buckets: [
      { fromMs: 0, toMs: 100, count: 4 },
      { fromMs: 100, toMs: null, count: 5 },
    ],
    percentiles: ended.durationMs,
  }),
  on(
    'GET',
    '/api/queue/status',
    exampleQueue({
      depth: [{ runStatus: 'running', priority: 'high', count: 3 }],
      workers: [worker('publisher', 200), worker('listener', 90_000)],
    }),
  ),
  on('GET', '/api/tasks', { items: [exampleTask()], nextCursor: null, total: 40 }),
  on('GET', '/api/runs', { items: [exampleRun({ startedAt: null })], nextCursor: null }),
  on('GET', '/api/lanes', nothing),
  on('GET', '/api/statistics/failing', {
    items: [
      {
        ...{ taskId, taskName, taskStatus: 'failed', streak: 3, firstFailedAt: at, lastFailedAt: at },
        ...{ lastRunId: exampleRun().id, lastError: 'It was refused.' },
      },
    ],
  }),
  on('GET', '/api/statistics/slowest', {
    items: [{ taskId, taskName, count: 9, p50: 100, p95: 900, max: 1_500 }],
  }),
];

describe('the overview of a new installation', () => {
  testDrawnStates({
    of: ['GET', '/api/statistics/summary'],
    draw: (answer) => renderPage(<Overview />, { handlers: [answer, ...ofNew] }),
    filled: [summary, 'First steps'],
  });
});

describe('the overview', () => {
  testDrawnStates({
    of: ['GET', '/api/statistics/summary'],
    draw: (answer) => renderPage(<Overview />, { handlers: [answer, ...ofBusy] }),
    filled: [ended, 'Runs by outcome'],
  });
});
