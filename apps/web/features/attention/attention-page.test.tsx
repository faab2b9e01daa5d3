import { describe } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on } from '@/testing/api-server';
import { allIsRead, testDrawn, testDrawnStates } from '@/testing/drawn-states';
import { exampleRun, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { AttentionPage } from './attention-page';

const at = '2026-11-23T10:00:00.000Z';
const { id: taskId, taskName } = exampleTask();
const failure = {
  ...{ fingerprint: '0123456789abcdef', errorCode: 'status_503', httpStatus: 503, host: 'a.test' },
  ...{ message: 'busy', count: 3, abandoned: 0, firstSeenAt: at, lastSeenAt: at, taskCount: 1 },
  explanation: { title: 'Busy', meaning: 'It is.', advice: 'Wait.' },
  tasks: [{ id: taskId, taskName, taskStatus: 'failed', count: 3, lastRunId: exampleRun().id } as const],
};
const failing = {
  ...{ taskId, taskName, taskStatus: 'failed' as const, streak: 3, firstFailedAt: at, lastFailedAt: at },
  ...{ lastRunId: exampleRun().id, lastError: 'It was refused.' },
};
const answers: HttpHandler[] = [
  on('GET', '/api/runs', { items: [exampleRun({ runStatus: 'failed' })], nextCursor: null }),
  on('GET', '/api/tasks', { items: [], nextCursor: null, total: 0 }),
  on('GET', '/api/statistics/failing', { items: [failing] }),
];

const show = (answer: HttpHandler, view = '') =>
  renderPage(<AttentionPage />, { path: `/attention${view}`, handlers: [answer, ...answers] });

describe('what needs attention', () => {
  testDrawnStates({
    of: ['GET', '/api/statistics/failures'],
    draw: show,
    empty: [{ groups: [], count: 0, truncated: false }, 'Nothing has failed'],
    filled: [{ groups: [failure], count: 3, truncated: true }, 'status_503'],
  });

  const drawn = async (view: string, seen: string | RegExp, runs = answers[0]!) => {
    const page = show(runs, `?view=${view}`);
    await screen.findAllByText(seen);
    await allIsRead();
    return page;
  };
  testDrawn({
    'by task': () => drawn('tasks', 'It was refused.'),
    'of a preset': () => drawn('failed', taskName),
    'of a preset without a run': () =>
      drawn('late', 'None', on('GET', '/api/runs', { items: [], nextCursor: null })),
  });
});
