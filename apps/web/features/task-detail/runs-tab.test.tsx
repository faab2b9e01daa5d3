import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { exampleRun, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { RunsTab } from './runs-tab';

test('the runs of a task are sorted by their heads, and the address keeps by which', async () => {
  const asked: URLSearchParams[] = [];
  const task = exampleTask();
  const runs = on('GET', '/api/runs', ({ query }) => {
    asked.push(query);
    return { items: [exampleRun()], nextCursor: null };
  });
  const { user } = renderPage(<RunsTab task={task} />, {
    path: `/tasks/${task.id}?tab=runs`,
    handlers: [runs],
  });
  const head = (name: string) => screen.findByRole('columnheader', { name });
  expect(await head('Scheduled for')).toHaveAttribute('aria-sort', 'descending');
  for (const [name, sort] of [
    ['Took', '-took'],
    ['Retries', '-retryCount'],
    ['Status', 'runStatus'],
  ] as const) {
    await user.click(within(await head(name)).getByRole('button'));
    await waitFor(() => expect(asked.at(-1)!.get('sort')).toBe(sort));
    await waitFor(async () =>
      expect(await head(name)).toHaveAttribute(
        'aria-sort',
        sort.startsWith('-') ? 'descending' : 'ascending',
      ),
    );
  }
  expect(asked.every((query) => query.get('taskId') === task.id)).toBe(true);
  expect(new URLSearchParams(window.location.search).get('sort')).toBe('runStatus');
});
