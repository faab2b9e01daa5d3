import { expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { exampleRunDetail } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { LogTab } from './log-tab';

const lineOf = (at: number) => ({
  level: at === 2 ? ('error' as const) : ('info' as const),
  line: `line ${at}`,
  createdAt: `2026-11-23T10:00:0${at}.000Z`,
});

/** A run that goes on, with so many lines. */
const running = (lines: number) =>
  exampleRunDetail({
    ...{ runStatus: 'running', finishedAt: null },
    logLines: Array.from({ length: lines }, (_, at) => lineOf(at)),
  });

test('the newest line of a run that goes on is followed, until one scrolls back', async () => {
  const { container, user } = renderPage(<LogTab run={running(1)} />);
  const list = screen.getByRole('list', { name: 'Lines that the receiver logged' });
  Object.defineProperty(list, 'scrollHeight', { value: 500, configurable: true });
  const follow = screen.getByRole('checkbox', { name: 'Follow' });
  expect(follow).toBeChecked();
  await user.click(follow);
  await user.click(follow);
  expect(list.scrollTop).toBe(500);
  list.scrollTop = 0;
  fireEvent.scroll(list);
  expect(follow).not.toBeChecked();
  expect(await violationsOf(container)).toEqual([]);
});

test('a log is narrowed by level; that of a run that is over begins at its first line', async () => {
  const run = exampleRunDetail({ logLines: [lineOf(0), lineOf(1), lineOf(2)] });
  const { user } = renderPage(<LogTab run={run} />);
  expect(screen.getByRole('checkbox', { name: 'Follow' })).not.toBeChecked();
  await user.selectOptions(screen.getByLabelText('Level'), 'warn and above');
  expect(screen.getByText('1 of 3 lines')).toBeVisible();
  expect(screen.queryByText('line 1')).toBeNull();
});
