import { describe, expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on, problem, server } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { exampleRunDetail, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { parseJson } from '@/ui/exact-json';
import { RunPage } from './run-page';

const run = exampleRunDetail();
const task = on('GET', '/api/tasks/{id}', exampleTask());
const show = (handler: HttpHandler, path = `/runs/${run.id}`) =>
  renderPage(<RunPage id={run.id} />, {
    path,
    handlers: [handler, task, on('GET', '/api/inspector', { url: 'https://api.example.com/hook' } as never)],
  });

test('a run that is read is waited for, and then shown with its task, its times and its attempts', async () => {
  const { container } = show(on('GET', '/api/runs/{id}', run));
  expect(screen.getByRole('status', { name: 'Loading the run' })).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'Run of Nightly backup' })).toBeVisible();
  expect(screen.getByText('0 of 4 at most')).toBeVisible();
  expect(screen.getByText('No attempt yet')).toBeVisible();
  expect(await violationsOf(container)).toEqual([]);
});

test('its request says that it is written anew, and leads to what the built-in receiver got', async () => {
  show(on('GET', '/api/runs/{id}', run), `/runs/${run.id}?tab=request`);
  expect(await screen.findByText(/Written anew from the run and its task/)).toBeVisible();
  const link = await screen.findByRole('link', { name: 'What the receiver got, in the inspector' });
  expect(link).toHaveAttribute('href', `/inspector?q=${run.id}`);
});

test('a run that waits for its turn says where it stands in its lane', async () => {
  const held = { ...run, runStatus: 'held' as const, lane: 'billing', startedAt: null, finishedAt: null };
  server.use(on('GET', '/api/lanes/{name}/held/{runId}', { position: 3, of: 12 }));
  show(on('GET', '/api/runs/{id}', held));
  expect(await screen.findByText('3rd of 12')).toBeVisible();
});

test('numbers of its payload and of its result have all their digits', async () => {
  const long = { jsonPayload: parseJson('{"id":12345678901234567890}'), result: parseJson('{"price":1.10}') };
  show(on('GET', '/api/runs/{id}', { ...run, ...long }), `/runs/${run.id}?tab=request`);
  expect(await screen.findByText('12345678901234567890')).toBeVisible();
  expect(screen.getByText('1.10')).toBeVisible();
});

test('a run that went to the built-in receiver is opened in the inspector; one that went elsewhere is not', async () => {
  const { user, unmount } = show(on('GET', '/api/runs/{id}', run));
  await user.click(await screen.findByRole('button', { name: 'More of this run' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Open in the inspector' }));
  expect(window.location.pathname + window.location.search).toBe(`/inspector?q=${run.id}`);
  unmount();
  const elsewhere = show(
    on('GET', '/api/runs/{id}', { ...run, webhookUrl: 'https://elsewhere.example/hook' }),
  );
  await elsewhere.user.click(await screen.findByRole('button', { name: 'More of this run' }));
  expect(await screen.findByRole('menuitem', { name: 'Copy the id' })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: 'Open in the inspector' })).toBeNull();
});

test('the command that its menu copies tries a failed run again, and replays one that completed', async () => {
  for (const [runStatus, action] of [
    ['failed', 'retry'],
    ['completed', 'replay'],
  ] as const) {
    const { user, unmount } = show(on('GET', '/api/runs/{id}', { ...run, runStatus }));
    await user.click(await screen.findByRole('button', { name: 'More of this run' }));
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(await screen.findByRole('menuitem', { name: 'Copy as a carillon command' }));
    const command = `carillon runs ${action} ${run.id} --wait --api-url 'http://localhost'`;
    expect(copied).toHaveBeenLastCalledWith(command);
    unmount();
  }
});

test('a run that cannot be read says why, with the request id, and is read when one tries again', async () => {
  let isBroken = true;
  const handler = on('GET', '/api/runs/{id}', () =>
    isBroken ? problem(500, 'internal', { detail: 'The database is away.' }) : run,
  );
  const { user } = show(handler);
  expect(await screen.findByRole('alert')).toHaveTextContent(/The database is away\..*request-1/);
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Run of Nightly backup' })).toBeVisible();
});

test('a run that is gone and one that may not be seen are told apart', async () => {
  const { unmount } = show(on('GET', '/api/runs/{id}', problem(404, 'run.not_found')));
  expect(await screen.findByText('There is no such run')).toBeVisible();
  unmount();
  show(on('GET', '/api/runs/{id}', problem(403, 'access.denied', { detail: 'The role viewer is needed.' })));
  expect(await screen.findByText('You may not see this')).toBeVisible();
});

describe('the page of a run', () => {
  testDrawnStates({
    of: ['GET', '/api/runs/{id}'],
    draw: show,
    filled: [exampleRunDetail({ runStatus: 'failed', error: 'It was refused.' }), 'It was refused.'],
  });
});
