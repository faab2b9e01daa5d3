import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { FirstSteps } from './first-steps';

const steps = <FirstSteps queue={{ workers: [] }} taskCount={0} completedRuns={0} />;

test('the sample task calls the receiver where this installation has it', async () => {
  const bodies: unknown[] = [];
  const { user } = renderPage(steps, {
    handlers: [
      on('GET', '/api/inspector', {
        ...{ url: 'http://dummy-webhook:3002/webhook', settings: null, stats: null, scenarios: null },
      }),
      on('POST', '/api/tasks', ({ body }) => {
        bodies.push(body);
        return problem(400, 'request.invalid');
      }),
    ],
  });
  const button = screen.getByRole('button', { name: 'Create the sample task' });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  await waitFor(() =>
    expect(bodies).toEqual([expect.objectContaining({ webhookUrl: 'http://dummy-webhook:3002/webhook' })]),
  );
});

test('where there is no receiver, or it does not answer, one is told and cannot create', async () => {
  const none = { url: null, settings: null, stats: null, scenarios: null };
  const page = renderPage(steps, { handlers: [on('GET', '/api/inspector', none)] });
  expect(await screen.findByText(/No receiver is built in here/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Create the sample task' })).toBeDisabled();
  page.unmount();
  renderPage(steps, {
    handlers: [on('GET', '/api/inspector', problem(500, 'receiver.unreachable', { detail: 'Silent.' }))],
  });
  expect(await screen.findByText(/not at work: Silent\. \(request request-1\)/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
});
