import { describe, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { SlowTasks } from './slow-tasks';

const taskOf = (taskName: string, max: number) => ({
  taskId: `0193b6a0-0000-7000-8000-${String(max).padStart(12, '0')}`,
  taskName,
  count: 40,
  p50: 100,
  p95: 1_500.4,
  max,
});

test('a task with a run far over its others leads to those runs', async () => {
  const items = [taskOf('Two words', 9_000), taskOf('steady', 1_600)];
  const slowest = on('GET', '/api/statistics/slowest', { window: '24h', items } as never);
  renderPage(<SlowTasks window="24h" />, { handlers: [slowest] });
  const link = await screen.findByRole('link', { name: 'Runs of Two words over p95 × 2' });
  const { searchParams } = new URL(link.getAttribute('href')!, 'http://localhost');
  expect(searchParams.get('filter')).toBe('slow:yes name:"Two words" scheduled:<24h');
  expect(screen.queryByRole('link', { name: /steady over/ })).toBeNull();
});

describe('the slowest tasks', () => {
  testDrawnStates({
    of: ['GET', '/api/statistics/slowest'],
    draw: (answer) => renderPage(<SlowTasks window="24h" />, { handlers: [answer] }),
    empty: [{ window: '24h', items: [] } as never, 'Nothing to measure'],
    filled: [{ window: '24h', items: [taskOf('steady', 1_600)] } as never, 'steady'],
  });
});
