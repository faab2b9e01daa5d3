import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { RunPage } from '@/features/run-detail/run-page';
import { RunsTab } from '@/features/task-detail/runs-tab';
import { LastRunCell } from '@/features/tasks/task-cells';
import { on } from '@/testing/api-server';
import { exampleRun, exampleRunDetail, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { RunList } from './run-list';
import { statusDetail } from './run-state-words';

test.each([
  ['attempt 2 of 4', { runStatus: 'retrying', retryCount: 1 }],
  ['attempt 2 of 4', { runStatus: 'running', retryCount: 1 }],
  ['attempt 4 of 4', { runStatus: 'failed', retryCount: 3 }],
  [null, { runStatus: 'running' }],
  ['missed × 7', { runStatus: 'skipped', skipReason: 'missed', occurrences: 7 }],
  ['40 %', { runStatus: 'waiting', progress: 40 }],
] as const)('%s: %j', (words, run) => {
  expect(statusDetail(exampleRun(run))).toBe(words);
});

const task = exampleTask();
const soon = { runStatus: 'retrying' as const, retryCount: 1, startedAt: null, finishedAt: null };
const run = () => exampleRun({ ...soon, nextAttemptAt: new Date(Date.now() + 90_000).toISOString() });
const page = () => on('GET', '/api/runs', () => ({ items: [run()], nextCursor: null }));
const recent = () =>
  on('GET', '/api/statistics/recent-runs', () => ({
    items: [{ taskId: task.id, runs: [run()], successRate: null }],
  }));
const detail = () => on('GET', '/api/runs/{id}', () => exampleRunDetail(run()));

test.each([
  ['the list of runs', <RunList key="a" />, page],
  ['the runs of its task', <RunsTab key="a" task={task} />, page],
  ['the list of tasks', <LastRunCell key="a" task={task} />, recent],
  ['its own page', <RunPage key="a" id={run().id} />, detail],
])('a retrying run is at the same attempt everywhere, and says when: %s', async (_where, shown, handler) => {
  renderPage(shown, { handlers: [handler(), on('GET', '/api/tasks/{id}', task)] });
  expect((await screen.findAllByText(/attempt 2 of 4/i))[0]).toBeVisible();
  expect((await screen.findAllByText(/in 1 m/))[0]).toBeVisible();
});
