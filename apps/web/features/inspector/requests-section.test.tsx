import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { sessionApi } from '@/features/session/session.api';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { RequestsSection } from './requests-section';
import { useReceived } from './use-received';

const stats = { count: 0, pinned: [], keptMax: 100 } as never;

/** As the inspector holds it, paused: nothing is read again by itself. */
function Paused() {
  const received = useReceived(stats, true);
  return (
    <>
      <button type="button" onClick={received.readAgain}>
        Read
      </button>
      <RequestsSection url="http://127.0.0.1:3002" stats={stats} received={received} />
    </>
  );
}

test('requests that cannot be read are not called none, and are read at once when one tries again', async () => {
  let isBroken = true;
  const handler = on('GET', '/api/inspector/requests', () =>
    isBroken ? problem(500, 'internal', { detail: 'It does not answer.' }) : { items: [], last: 0 },
  );
  const { user } = renderPage(<Paused />, { handlers: [handler] });
  await user.click(screen.getByRole('button', { name: 'Read' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('It does not answer.');
  expect(screen.queryByText('Nothing was received yet')).toBeNull();
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing was received yet')).toBeVisible();
});

test('a task for the endpoint is offered to those who may make one', async () => {
  const handlers = [on('GET', '/api/inspector/requests', { items: [], last: 0 })];
  const shown = async (role: 'viewer' | 'operator') => {
    const { user, store, unmount } = renderPage(<Paused />, { role, handlers });
    await user.click(screen.getByRole('button', { name: 'Read' }));
    await screen.findByText('Nothing was received yet');
    await waitFor(() => expect(sessionApi.endpoints.caller.select()(store.getState()).data?.role).toBe(role));
    const links = screen.queryAllByRole('link', { name: 'Create a task for this endpoint' });
    unmount();
    return links.length;
  };
  expect([await shown('viewer'), await shown('operator')]).toEqual([0, 1]);
});
