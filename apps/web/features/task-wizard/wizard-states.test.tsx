import { beforeAll, describe } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on, problem } from '@/testing/api-server';
import { allIsRead, testDrawn, testDrawnStates } from '@/testing/drawn-states';
import { exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { EditTask } from './edit-task';
import { NewTask } from './new-task';
import type { TestResult } from './task-wizard.api';

// The editor of the body asks where its text lies; here nothing lies anywhere.
beforeAll(() => {
  Object.assign(Range.prototype, { getClientRects: () => [], getBoundingClientRect: () => new DOMRect() });
});

const nothing = { items: [], nextCursor: null };
const task = exampleTask({ httpHeaders: { 'X-Team': 'billing', Authorization: '[redacted]' } });
const answers: HttpHandler[] = [
  on('GET', '/api/tasks', nothing),
  on('GET', '/api/lanes', nothing),
  on('GET', '/api/secrets', nothing),
  on('GET', '/api/signing-secrets', nothing),
  on('GET', '/api/alert-channels', nothing),
  on('POST', '/api/schedules/preview', {
    description: 'At 03:00',
    next: ['2026-11-24T03:00:00.000Z', '2026-11-25T03:00:00.000Z'],
    blackouts: [null, { id: task.id, name: 'Maintenance' }],
    warnings: ['On 28 March 2027 this time does not exist.'],
  }),
];

const edit = (step: string, more: HttpHandler[] = []) =>
  renderPage(<EditTask />, {
    path: `/tasks/${task.id}/edit?step=${step}`,
    params: { id: task.id },
    handlers: [...more, on('GET', '/api/tasks/{id}', task), ...answers],
  });

const result: TestResult = {
  ...{ ok: true, errorCode: null, message: null, explanation: null, wishes: {} },
  phases: { dnsMs: 3, connectMs: 5, tlsMs: 9, firstByteMs: 30, totalMs: 50 },
  request: { method: 'POST', url: task.webhookUrl, headers: { 'webhook-id': 'a' }, body: '{}' },
  response: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok', truncated: true },
};
const failure: TestResult = {
  ...{ ...result, ok: false, response: null, errorCode: 'timeout', message: 'No answer in 30 s' },
  explanation: { title: 'It took too long', meaning: 'It did.', advice: 'Wait longer.' },
};

describe('the wizard over a task', () => {
  testDrawnStates({
    of: ['GET', '/api/tasks/{id}'],
    draw: (answer) => edit('target', [answer]),
    filled: [task, 'Edit Nightly backup'],
  });

  const drawn = async (step: string, heading: string) => {
    const page = edit(step);
    await screen.findByRole('heading', { name: heading });
    await allIsRead();
    return page;
  };
  testDrawn({
    'at the schedule': () => drawn('schedule', 'Schedule'),
    'at the delivery': () => drawn('delivery', 'Delivery'),
    'at the review': () => drawn('review', 'Review'),
  });

  const tested = async (answer: TestResult | Response, seen: string) => {
    const page = edit('target', [on('POST', '/api/tasks/test-request', answer)]);
    await page.user.click(await screen.findByRole('button', { name: 'Send test request' }));
    await screen.findByText(seen);
    return page;
  };
  testDrawn({
    'a test request that went well': () => tested(result, 'A run would have succeeded'),
    'a test request that failed': () => tested(failure, 'It took too long'),
    'a test request that was refused': () =>
      tested(problem(500, 'internal', { detail: 'The database is away.' }), 'The database is away.'),
  });
});

describe('the wizard of a new task', () => {
  const open = (role: 'viewer' | 'operator' = 'operator') =>
    renderPage(<NewTask />, { path: '/tasks/new', role, handlers: answers });
  testDrawn({
    empty: async () => {
      const page = open();
      await screen.findByLabelText('Name');
      return page;
    },
    'with what is to be mended': async () => {
      const page = open();
      await page.user.click(await screen.findByRole('button', { name: 'Next' }));
      await screen.findByRole('alert');
      return page;
    },
    'for whom it is not': async () => {
      const page = open('viewer');
      await screen.findByText('This takes the role operator');
      return page;
    },
  });
});
