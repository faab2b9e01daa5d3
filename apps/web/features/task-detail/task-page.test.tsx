import { describe } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on, problem } from '@/testing/api-server';
import { allIsRead, testDrawn, testDrawnStates } from '@/testing/drawn-states';
import { exampleQueue, exampleRun, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { TaskPage } from './task-page';

const task = exampleTask({ tags: ['db'], lane: 'billing' });
const acknowledged = exampleTask({
  taskStatus: 'failed',
  nextRunAt: null,
  acknowledgement: { by: 'ada@example.com', at: '2026-11-23T10:00:00.000Z', note: null },
});
const nothing = { items: [], nextCursor: null };
const answers: HttpHandler[] = [
  on('GET', '/api/runs', {
    items: [exampleRun(), exampleRun({ id: task.id, runStatus: 'failed', error: 'It was refused.' })],
    nextCursor: null,
  }),
  on('GET', '/api/statistics/summary', {
    ...{ from: '2026-11-22T12:00:00.000Z', to: '2026-11-23T12:00:00.000Z', total: 9, successRate: 0.5 },
    ...{ byStatus: { completed: 4, failed: 4 }, retries: 2, cost: { sum: 0, average: null } },
    ...{ quality: { count: 0, average: null }, durationMs: { p50: 1, p95: 2, p99: 3 } },
    lagMs: { p50: 1, p95: 2, p99: 3 },
  }),
  on('GET', '/api/statistics/heatmap', {
    timeZone: 'UTC',
    days: [{ day: '2026-11-22', completed: 3, failed: 1, skipped: 0, other: 0 }],
  }),
  on('POST', '/api/schedules/preview', {
    description: 'At 03:00',
    next: ['2026-11-24T03:00:00.000Z'],
    blackouts: [{ id: task.id, name: 'Maintenance' }],
    warnings: ['On 28 March 2027 this time does not exist.'],
  }),
  on('GET', '/api/queue/status', exampleQueue()),
  on('GET', '/api/blackouts', nothing),
  on('GET', '/api/lanes/{name}', problem(404, 'lane.not_found')),
  on('GET', '/api/tasks/{id}/history', nothing),
];

const show = (answer: HttpHandler, tab = '') =>
  renderPage(<TaskPage id={task.id} />, {
    path: `/tasks/${task.id}${tab}`,
    params: { id: task.id },
    handlers: [answer, ...answers],
  });

describe('the page of a task', () => {
  testDrawnStates({
    of: ['GET', '/api/tasks/{id}'],
    draw: show,
    filled: [task, 'Nightly backup'],
  });

  const drawn = async (tab: string, seen: string | RegExp, answer = on('GET', '/api/tasks/{id}', task)) => {
    const page = show(answer, tab);
    await screen.findAllByText(seen);
    await allIsRead();
    return page;
  };
  testDrawn({
    'its runs': () => drawn('?tab=runs', 'It was refused.'),
    'its request': () => drawn('?tab=request', /By version 1/),
    'its settings': () => drawn('?tab=settings', 'Retries'),
    'its history': () => drawn('?tab=history', 'Nothing is on record'),
    'whose failure somebody knows of': () =>
      drawn('', /knows of this failure/, on('GET', '/api/tasks/{id}', acknowledged)),
    'that is archived': () =>
      drawn(
        '',
        /It does not run, cannot be edited/,
        on('GET', '/api/tasks/{id}', exampleTask({ archivedAt: task.createdAt, taskStatus: 'paused' })),
      ),
    'that is not there': () =>
      drawn('', 'There is no such task', on('GET', '/api/tasks/{id}', problem(404, 'task.not_found'))),
  });
});
