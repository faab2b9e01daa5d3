import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { exampleQueue } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { SideNavigation } from './side-navigation';

test('the navigation counts the failed tasks that wait, and the runs that go on', async () => {
  const asked: (string | null)[] = [];
  const depth = [
    { runStatus: 'running' as const, priority: 'high' as const, count: 2 },
    { runStatus: 'running' as const, priority: 'normal' as const, count: 3 },
    { runStatus: 'pending' as const, priority: 'normal' as const, count: 9 },
  ];
  const { container } = renderPage(<SideNavigation />, {
    handlers: [
      on('GET', '/api/tasks', ({ query }) => {
        asked.push(query.get('filter'));
        return { items: [], nextCursor: null, total: 120 };
      }),
      on('GET', '/api/queue/status', exampleQueue({ depth })),
    ],
  });
  expect(await screen.findByRole('link', { name: 'Runs 5 running' })).toHaveAttribute('href', '/runs');
  expect(await screen.findByRole('link', { name: 'Needs attention 99+ waiting' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Tasks' })).toBeVisible();
  expect(asked).toEqual(['status:failed acknowledged:no']);
  expect(await violationsOf(container)).toEqual([]);
});
