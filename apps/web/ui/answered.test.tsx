import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { useLanePagesInfiniteQuery } from '@/features/lanes/lanes.api';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { Answered } from './answered';

function Lanes() {
  const query = useLanePagesInfiniteQuery();
  return (
    <Answered query={query}>
      {({ pages }) => (
        <>
          <p>{pages[0]?.items.length} lanes</p>
          <button onClick={() => void query.refetch()}>Read again</button>
        </>
      )}
    </Answered>
  );
}

const refusal = problem(500, 'database.unreachable', { detail: 'PostgreSQL does not answer.' });
const none = { items: [], nextCursor: null };

test('what is on its way is announced as loading, and not told to be empty', async () => {
  let answer: (given: typeof none) => void = () => undefined;
  const later = new Promise<typeof none>((resolve) => (answer = resolve));
  renderPage(<Lanes />, { handlers: [on('GET', '/api/lanes', () => later)] });
  expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
  expect(screen.queryByText('0 lanes')).toBeNull();
  answer(none);
  expect(await screen.findByText('0 lanes')).toBeVisible();
});

test('what could not be read says why, under which request, and is asked for again', async () => {
  const answers = [refusal];
  const { user } = renderPage(<Lanes />, {
    handlers: [on('GET', '/api/lanes', () => answers.shift() ?? none)],
  });
  const panel = await screen.findByRole('alert');
  expect(panel).toHaveTextContent('PostgreSQL does not answer.');
  expect(panel).toHaveTextContent('request-1');
  const link = within(panel).getByRole('link', { name: 'What this means' });
  expect(link).toHaveAttribute('href', expect.stringMatching(/\/api\/docs\/errors#database\.unreachable$/));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('0 lanes')).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what was read stays when it cannot be read again, with the reason, the request and a way on', async () => {
  const answers = [none, refusal];
  const { user, container } = renderPage(<Lanes />, {
    handlers: [on('GET', '/api/lanes', () => answers.shift() ?? none)],
  });
  await user.click(await screen.findByRole('button', { name: 'Read again' }));
  const banner = await screen.findByText(/This may be out of date: PostgreSQL does not answer\./);
  expect(banner).toHaveTextContent('(request request-1)');
  expect(screen.getByText('0 lanes')).toBeVisible();
  expect(banner.closest('.takes-no-room')).not.toBeNull();
  expect(await violationsOf(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByText(/out of date/)).toBeNull());
  expect(screen.getByText('0 lanes')).toBeVisible();
});
