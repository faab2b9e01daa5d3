import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { exampleRun, exampleRunDetail, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { RunList } from './run-list';
import type { Run } from './runs.api';

const show = (run: Run, role: 'viewer' | 'operator') => {
  const sent: string[] = [];
  const act = (verb: 'retry' | 'cancel' | 'replay') =>
    on('POST', `/api/runs/{id}/${verb}`, ({ params }) => {
      sent.push(`${verb} ${params.id!}`);
      return { ...exampleRun(), id: 'new' };
    });
  const page = renderPage(<RunList />, {
    path: '/runs',
    role,
    handlers: [
      on('GET', '/api/runs', { items: [run], nextCursor: null }),
      on('GET', '/api/runs/{id}', exampleRunDetail(run as never)),
      on('GET', '/api/tasks/{id}', exampleTask()),
      ...[act('retry'), act('cancel'), act('replay')],
    ],
  });
  const open = async () => {
    await page.user.click(
      await screen.findByRole('button', { name: 'Actions of the run of Nightly backup' }),
    );
    return within(await screen.findByRole('menu'));
  };
  return { ...page, sent, open };
};

test('a run that failed is tried again or sent once more from its row', async () => {
  const run = exampleRun({ runStatus: 'failed' });
  const { user, open, sent } = show(run, 'operator');
  const menu = await open();
  expect(menu.getByRole('menuitem', { name: /Cancel/ })).toHaveAttribute('aria-disabled', 'true');
  await user.click(menu.getByRole('menuitem', { name: /Retry now/ }));
  expect(await screen.findByText('The run is tried again, as a new run.')).toBeVisible();
  await user.click((await open()).getByRole('menuitem', { name: /Replay/ }));
  await user.click(await screen.findByRole('button', { name: 'Replay' }));
  expect(await screen.findByText('The run is sent once more, as a new run.')).toBeVisible();
  expect(sent).toEqual([`retry ${run.id}`, `replay ${run.id}`]);
});

test('an open run is cancelled from its row once that is confirmed, and cannot be retried', async () => {
  const run = exampleRun({ runStatus: 'pending', startedAt: null, finishedAt: null });
  const { user, open, sent } = show(run, 'operator');
  const menu = await open();
  expect(menu.getByRole('menuitem', { name: /Retry now/ })).toHaveAttribute('aria-disabled', 'true');
  await user.click(menu.getByRole('menuitem', { name: /Cancel/ }));
  expect(sent).toEqual([]);
  await user.click(await screen.findByRole('button', { name: 'Cancel 1 run' }));
  expect(await screen.findByText('The run is cancelled.')).toBeVisible();
  expect(sent).toEqual([`cancel ${run.id}`]);
});

test('who may only look can copy the id', async () => {
  const { open } = show(exampleRun({ runStatus: 'failed' }), 'viewer');
  const items = (await open()).getAllByRole('menuitem');
  expect(items.map(({ textContent }) => textContent)).toEqual(['Copy the id']);
});
