import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import type { HealthDetail } from './health.api';
import { HealthScreen } from './health-screen';

const startedAt = '2026-11-23T08:00:00.000Z';
const detail: HealthDetail = {
  now: '2026-11-23T10:00:00.000Z',
  api: { version: '1.0.0', node: '20.20.2', pid: 1, startedAt, memoryBytes: 120_000_000 },
  database: {
    writeMs: 4,
    version: '18.4',
    startedAt,
    clockAheadMs: 1,
    clockErrorMs: 1,
    sizeBytes: 2_100_000_000,
    connections: 12,
    connectionsMax: 100,
    isStandby: false,
    pool: { busy: 1, idle: 3, waiting: 0, max: 10 },
    pendingMigrations: 0,
  },
  queue: { kind: 'postgresql', writeMs: 6, warnings: [], redis: null },
  publishers: [],
  listeners: null,
  workerTimeoutMs: 10_000,
  lag: { dueRuns: 0, oldestDueRunMs: null, dueTasks: 0, oldestDueTaskMs: null },
  lagMaxMs: 60_000,
  hostsLeftAlone: 0,
  disk: null,
};

const lineOf = async (name: string) => {
  const head = await screen.findByRole('rowheader', { name }, { timeout: 10_000 });
  return within(head.closest('tr')!);
};

test('each row has a verdict in words, what is unknown is called so, and a fault says how to fix it', async () => {
  const { container } = renderPage(<HealthScreen />, { handlers: [on('GET', '/api/health/detail', detail)] });
  const publishers = await lineOf('Publishers');
  expect(publishers.getByText('Down')).toBeVisible();
  expect(publishers.getByText(/carillon publisher/)).toBeVisible();
  expect((await lineOf('PostgreSQL')).getByText('Good')).toBeVisible();
  for (const name of ['Listeners', 'Disk']) {
    expect((await lineOf(name)).getByText('Unknown')).toBeVisible();
  }
  expect(screen.getByText(/^1 down/)).toBeVisible();
  expect((await axe(container)).violations).toEqual([]);
});

test('an API that does not answer is down, and nothing behind it is called good', async () => {
  const silent = on('GET', '/api/health/detail', problem(500, 'internal', { detail: 'Something broke.' }));
  renderPage(<HealthScreen />, { handlers: [silent] });
  expect((await lineOf('API')).getByText('Down')).toBeVisible();
  expect((await lineOf('PostgreSQL')).getByText('Unknown')).toBeVisible();
  expect(screen.queryByText('Good')).toBeNull();
});
