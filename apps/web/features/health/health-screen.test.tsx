import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { testDrawn } from '@/testing/drawn-states';
import { healthyInstallation } from '@/testing/healthy-installation';
import { renderPage } from '@/testing/render';
import { HealthScreen } from './health-screen';

const detail = { ...healthyInstallation, publishers: [], listeners: null, disk: null };

const lineOf = async (name: string) => {
  const head = await screen.findByRole('rowheader', { name }, { timeout: 10_000 });
  return within(head.closest('tr')!);
};

test('each row has a verdict in words, what is unknown is called so, and a fault says how to fix it', async () => {
  renderPage(<HealthScreen />, { handlers: [on('GET', '/api/health/detail', detail)] });
  const publishers = await lineOf('Publishers');
  expect(publishers.getByText('Down')).toBeVisible();
  expect(publishers.getByText(/carillon publisher/)).toBeVisible();
  expect((await lineOf('PostgreSQL')).getByText('Good')).toBeVisible();
  for (const name of ['Listeners', 'Disk']) {
    expect((await lineOf(name)).getByText('Unknown')).toBeVisible();
  }
  expect(screen.getByText(/^1 down/)).toBeVisible();
});

test('an API that does not answer is down, and nothing behind it is called good', async () => {
  const silent = on('GET', '/api/health/detail', problem(500, 'internal', { detail: 'Something broke.' }));
  renderPage(<HealthScreen />, { handlers: [silent] });
  expect((await lineOf('API')).getByText('Down')).toBeVisible();
  expect((await lineOf('PostgreSQL')).getByText('Unknown')).toBeVisible();
  expect(screen.queryByText('Good')).toBeNull();
});

describe('the health of an installation', () => {
  const drawn = async (answer: Parameters<typeof on<'GET', '/api/health/detail'>>[2], seen: string) => {
    const page = renderPage(<HealthScreen />, { handlers: [on('GET', '/api/health/detail', answer)] });
    await screen.findAllByText(seen);
    return page;
  };
  testDrawn({
    loading: () => drawn(() => new Promise<Response>(() => undefined), 'What a run needs on its way.'),
    'with nothing wrong': () => drawn(healthyInstallation, 'Good'),
    'with something down': () => drawn(detail, 'Down'),
    'with an API that is silent': () => drawn(problem(500, 'internal'), 'Unknown'),
    'for whom it is not': () => drawn(problem(403, 'access.denied'), 'You may not see this'),
  });
});
