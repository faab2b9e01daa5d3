import { expect, test } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { LivePill } from './live-pill';
import { connected, disconnected, refused } from './live.slice';
import { OfflineBanner } from './offline-banner';

test('the pill tells at once that the connection is lost, the banner when it stays so; both end with it', async () => {
  const { store, container } = renderPage(
    <>
      <LivePill />
      <OfflineBanner />
    </>,
  );
  act(() => void store.dispatch(connected(Date.now())));
  expect(screen.getByRole('button')).toHaveTextContent('Live');
  act(() => void store.dispatch(disconnected()));
  expect(screen.getByRole('button')).toHaveTextContent(/Reconnecting.*last update \d+ s ago/);
  expect(screen.queryByRole('status', { name: 'Connection' })).toBeNull();
  const banner = await screen.findByRole('status', { name: 'Connection' });
  expect(banner).toHaveTextContent('No connection to Carillon.');
  expect(banner).toHaveTextContent('Try now');
  expect(await violationsOf(container)).toEqual([]);
  act(() => void store.dispatch(connected(Date.now())));
  await waitFor(() => expect(screen.queryByRole('status', { name: 'Connection' })).toBeNull());
});

test('a refusal is told with its reason', async () => {
  const { store } = renderPage(
    <>
      <LivePill />
      <OfflineBanner />
    </>,
  );
  act(() => void store.dispatch(refused('The session has ended.')));
  expect(screen.getByRole('button')).toHaveTextContent('Offline');
  expect(screen.getByTitle('The session has ended.')).toBeInTheDocument();
  expect(await screen.findByText('Live updates are refused: The session has ended.')).toBeVisible();
});
