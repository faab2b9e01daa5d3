import { describe, expect, test } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { Message } from './activity.api';
import { ActivityScreen } from './activity-screen';
import { pageRead, scrolled } from './activity.slice';

const channels = on('GET', '/api/channels', {
  items: [{ name: 'general', isStarted: true }] as never,
  nextCursor: null,
});
const counts = on('GET', '/api/channels/{name}/messages', { items: [], nextCursor: null });
const message = (id: string, author: string, body: string, level: Message['level'] = 'info'): Message => ({
  ...{ id, author, level, body, channel: 'general', taskId: null, runId: null },
  createdAt: '2026-11-23T10:00:00.000Z',
});

test('without a connection that is said, and a channel without messages tells what is posted there', async () => {
  const { container } = renderPage(<ActivityScreen />, { handlers: [channels, counts] });
  expect(await screen.findByRole('button', { name: /general/, current: true })).toBeVisible();
  expect(screen.getByText('Not connected')).toBeVisible();
  expect(screen.getByText('Nothing was posted in general yet')).toBeVisible();
  expect(await violationsOf(container)).toEqual([]);
});

test('messages are filtered by their writers, and what the filter hides comes back', async () => {
  const { user, store } = renderPage(<ActivityScreen />, { handlers: [channels, counts] });
  const items = [
    message('2', 'kim@example.com', 'Deploying.'),
    message('1', 'carillon', 'It failed.', 'error'),
  ];
  act(
    () =>
      void store.dispatch(
        pageRead({ channel: 'general', page: { items, nextCursor: null }, part: 'newest' }),
      ),
  );
  expect(screen.getByText('Deploying.')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('Whose messages'), 'carillon');
  expect(screen.getByText('It failed.')).toBeVisible();
  expect(screen.queryByText('Deploying.')).toBeNull();
  await user.selectOptions(screen.getByLabelText('Whose messages'), 'all');
  await user.selectOptions(screen.getByLabelText('Level'), 'Errors');
  expect(screen.getByText('It failed.')).toHaveTextContent('Error: It failed.');
  expect(screen.queryByText('Deploying.')).toBeNull();
  await user.type(screen.getByLabelText('Filter the messages'), 'nothing like it');
  await user.click(await screen.findByRole('button', { name: 'Clear the filter' }));
  expect(await screen.findByText('Deploying.')).toBeVisible();
});

test('earlier messages are asked for by the first that is held, and the way to later ones stays', async () => {
  const asked: (string | null)[][] = [];
  const pages = on('GET', '/api/channels/{name}/messages', ({ query }) => {
    asked.push([query.get('sort'), query.get('after')]);
    return { items: [message('40', 'kim@example.com', 'Before.')], nextCursor: 'more' };
  });
  const { user, store } = renderPage(<ActivityScreen />, { handlers: [channels, pages] });
  const items = [message('51', 'kim@example.com', 'Second.'), message('50', 'carillon', 'First.')];
  act(
    () =>
      void store.dispatch(
        pageRead({ channel: 'general', page: { items, nextCursor: 'more' }, part: 'newest' }),
      ),
  );
  await user.click(screen.getByRole('button', { name: 'Show earlier messages' }));
  expect(await screen.findByText('Before.')).toBeVisible();
  expect(asked).toContainEqual(['-createdAt', '50']);
  act(() => {
    store.dispatch(scrolled({ isAtEnd: false }));
    store.dispatch(
      pageRead({
        channel: 'general',
        page: { items: [message('99', 'carillon', 'Much later.')], nextCursor: 'more' },
        part: 'newest',
      }),
    );
  });
  await user.click(screen.getByRole('button', { name: 'Show later messages' }));
  expect(asked).toContainEqual(['createdAt', '51']);
  await user.click(screen.getByRole('button', { name: 'To the latest' }));
  expect(await screen.findByText('Before.')).toBeVisible();
  expect(screen.queryByText('First.')).toBeNull();
});

test('channels that cannot be read say why, with the request id, and are read when one tries again', async () => {
  let isBroken = true;
  const broken = on('GET', '/api/channels', () =>
    isBroken
      ? problem(500, 'internal', { detail: 'The database is away.' })
      : ({ items: [{ name: 'general', isStarted: true }] } as never),
  );
  const { user } = renderPage(<ActivityScreen />, { handlers: [broken, counts] });
  expect(await screen.findByRole('alert')).toHaveTextContent(/The database is away\..*request-1/);
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: /general/, current: true })).toBeVisible();
});

test('who may not see the channels is told which role is needed', async () => {
  const refused = on(
    'GET',
    '/api/channels',
    problem(403, 'access.denied', { detail: 'The role viewer is needed.' }),
  );
  renderPage(<ActivityScreen />, { handlers: [refused, counts] });
  expect(await screen.findByText(/The role viewer is needed/)).toBeVisible();
});

describe('the feed', () => {
  testDrawnStates({
    of: ['GET', '/api/channels'],
    draw: (answer) => renderPage(<ActivityScreen />, { handlers: [answer, counts] }),
    filled: [{ items: [{ name: 'general', isStarted: true }] as never, nextCursor: null }, 'general'],
  });
});
