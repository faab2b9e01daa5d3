import { describe, expect, jest, test } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import { preferenceChanged } from '@/features/preferences/preferences.slice';
import { Header } from '@/features/shell/header';
import { ShortcutsProvider } from '@/features/shell/shortcuts';
import { renderPage } from '@/testing/render';
import { ClockOfAddress } from './shown-clock';
import { Instant } from './time';

const page = (
  <ClockOfAddress>
    <ShortcutsProvider>
      <Header place={{ workspace: 'Carillon', environment: null, grafanaUrl: null, hasGraphiql: false }} />
      <Instant at="2026-11-23T09:15:03.000Z" />
    </ShortcutsProvider>
  </ClockOfAddress>
);

/** The page as somebody sees it whose own clock is this one. */
function show(path: string, own: 'local' | 'utc' | 'relative' = 'local') {
  const { store, user } = renderPage(page, { path });
  const choice = screen.getByLabelText('How times are shown');
  const chosen = (): string => store.getState().preferences.clock;
  const become = (): void => act(() => void store.dispatch(preferenceChanged({ clock: own })));
  return { user, store, choice, chosen, become };
}
const address = (): string => window.location.pathname + window.location.search;

describe('the clock of a page', () => {
  test('is that of the link which led there, and one’s own choice stays what it was', async () => {
    const { choice, chosen, become } = show('/tasks?status=failed&clock=utc', 'relative');
    become();
    await waitFor(() => expect(screen.getByRole('time')).toHaveTextContent('Nov 23, 09:15:03 UTC'));
    expect(choice).toHaveValue('utc');
    expect(chosen()).toBe('relative');
  });

  test('that is chosen holds in place of the link’s, and the address has it unless it is the usual one', async () => {
    const { user, choice, chosen } = show('/tasks?status=failed&clock=relative');
    await user.selectOptions(choice, 'UTC');
    expect([chosen(), address()]).toEqual(['utc', '/tasks?status=failed&clock=utc']);
    await waitFor(() => expect(screen.getByRole('time')).toHaveTextContent('UTC'));
    await user.selectOptions(choice, 'Local time');
    expect([chosen(), address()]).toEqual(['local', '/tasks?status=failed']);
    await waitFor(() => expect(screen.getByRole('time')).not.toHaveTextContent('UTC'));
  });

  test('that is none is as if the link had none', () => {
    const { choice } = show('/tasks?clock=sundial');
    expect(choice).toHaveValue('local');
  });

  test('comes along with the link that y copies, also where the address has none', async () => {
    const { user, become } = show('/tasks?status=failed', 'utc');
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.keyboard('y');
    expect(copied).toHaveBeenLastCalledWith('http://localhost/tasks?status=failed');
    become();
    await user.keyboard('y');
    expect(copied).toHaveBeenLastCalledWith('http://localhost/tasks?status=failed&clock=utc');
    expect(address()).toBe('/tasks?status=failed');
  });
});
