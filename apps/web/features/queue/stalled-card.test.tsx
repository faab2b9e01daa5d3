import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { StalledQueue, StalledRun } from './queue.api';
import { StalledCard } from './stalled-card';

const at = (ms: number): string => new Date(Date.now() + ms).toISOString();
const run = (overrides: Partial<StalledRun>): StalledRun => ({
  ...{ id: '0193b6a0-0000-7000-8000-00000000000b', taskId: 'a', taskName: 'Nightly backup', lane: null },
  ...{ priority: 'normal', runStatus: 'running', reason: 'listener_silent', since: at(-7_000) },
  listener: { id: '0193b6a0-0000-7000-8000-000000000001', host: 'box.internal', pid: 7 },
  ...{ rescuedFrom: at(3_500), becomes: 'retrying' },
  ...overrides,
});
const nothing: StalledQueue = { runs: [], hints: [], isWhole: true, publishersAtWork: 1 };
const show = (answer: Partial<StalledQueue>) =>
  renderPage(<StalledCard />, { handlers: [on('GET', '/api/queue/stalled', { ...nothing, ...answer })] });
const rowOf = async (name: RegExp) => within((await screen.findByRole('rowheader', { name })).closest('tr')!);

test('what is lost is told with its listener, its age and what becomes of it', async () => {
  const { container } = show({
    runs: [
      run({}),
      run({ id: 'b', taskName: 'Once', lane: 'billing', rescuedFrom: at(-10), becomes: 'abandoned' }),
      run({ id: 'c', taskName: 'Unheard', reason: 'no_hint', listener: null, becomes: 'pending' }),
    ],
    hints: [
      {
        ...{ id: 'r_1', priority: 'low', hintState: 'delayed', runs: 2 },
        ...{ since: at(-60_000), droppedFrom: at(90_000) },
      },
    ],
  });
  const silent = await rowOf(/Nightly backup/);
  expect(silent.getByText('Listener silent')).toBeVisible();
  expect(silent.getByText('box.internal, pid 7')).toBeVisible();
  expect(silent.getByText('7 sec. ago')).toBeVisible();
  expect(
    silent.getByRole('cell', { name: /^Taken back in \d s ?, and it is tried again ?\.$/ }),
  ).toBeVisible();
  const once = await rowOf(/Once/);
  expect(once.getByRole('link', { name: 'billing' })).toHaveAttribute('href', '/lanes?lane=billing');
  expect(
    once.getByRole('cell', { name: /with the next pass of a publisher ?, and it is abandoned/ }),
  ).toBeVisible();
  expect((await rowOf(/Unheard/)).getByText('No hint')).toBeVisible();
  expect((await rowOf(/A hint for 2 runs/)).getByText('Orphaned hint')).toBeVisible();
  expect(await violationsOf(container)).toEqual([]);
});

test('without a publisher nothing is promised', async () => {
  show({ runs: [run({})], publishersAtWork: 0 });
  expect(await screen.findByText(/^Nothing, until a publisher is at work/)).toBeVisible();
});

test('where all is at work that is said, and what the queue keeps to itself too', async () => {
  const { unmount } = show({});
  expect(await screen.findByText(/^Nothing is\. Each run under way has a listener/)).toBeVisible();
  expect(screen.queryByText(/is not known/)).toBeNull();
  unmount();
  show({ hints: null, isWhole: false });
  expect(await screen.findByText(/The queue does not answer/)).toBeVisible();
});

describe('the card', () => {
  testDrawnStates({
    of: ['GET', '/api/queue/stalled'],
    draw: (answer) => renderPage(<StalledCard />, { handlers: [answer] }),
    empty: [nothing, /^Nothing is\./],
    filled: [{ ...nothing, runs: [run({})] }, 'Nightly backup'],
  });
});
