import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { TaskHeatMap } from '@/features/task-detail/heat-map';
import { DurationChart } from '@/features/task-detail/duration-chart';
import { on } from '@/testing/api-server';
import { exampleRun, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';

const at = (minute: number): string => `2026-11-23T03:0${minute}:00.000Z`;

test('one run of the durations is in the order of focus, and the arrows walk from the newest to the others', async () => {
  const runs = [3, 2, 1].map((minute) =>
    exampleRun({
      id: `run-${minute}`,
      scheduledFor: at(minute),
      startedAt: at(minute),
      finishedAt: at(minute + 1),
    }),
  );
  const window = { fromMs: Date.parse(at(0)), toMs: Date.parse(at(5)) };
  const { user } = renderPage(<DurationChart runs={runs} window={window} taskZone="UTC" />);
  const marks = screen.getAllByRole('link', { name: /took 1 m/ });
  expect(marks.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
  marks[2]!.focus();
  await user.keyboard('{ArrowLeft}');
  expect(marks[1]).toHaveFocus();
  await user.keyboard('{Home}{ArrowLeft}');
  expect(marks[0]).toHaveFocus();
  await waitFor(() => expect(marks[0]!.tabIndex).toBe(0));
  await user.keyboard('{End}');
  expect(marks[2]).toHaveFocus();
});

test('in the twelve weeks the arrows go to the next day that has runs, and a week across', async () => {
  const withRuns = [0, 1, 7, 20];
  const days = Array.from({ length: 28 }, (_, index) => ({
    day: new Date(Date.UTC(2026, 10, 2 + index)).toISOString().slice(0, 10),
    ...{ completed: withRuns.includes(index) ? 1 : 0, failed: 0, skipped: 0, other: 0 },
  }));
  const { user } = renderPage(<TaskHeatMap task={exampleTask()} />, {
    handlers: [on('GET', '/api/statistics/heatmap', { timeZone: 'UTC', days })],
  });
  const links = await screen.findAllByRole('link', { name: /1 completed/ });
  expect(links.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, -1, 0]);
  links[0]!.focus();
  await user.keyboard('{ArrowRight}');
  expect(links[2]).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(links[3]).toHaveFocus();
  await user.keyboard('{ArrowLeft}{ArrowUp}');
  expect(links[1]).toHaveFocus();
});
