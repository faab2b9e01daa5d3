import type { DashboardResult } from '../dashboard/measure-dashboard.js';
import { percentile } from '../percentile.js';
import { precise, whole } from './figures.js';
import { machineText } from './machine-text.js';
import { markdownTable } from './markdown-table.js';

const ms = (value: number): string => `${precise(value)} ms`;
const row = (name: string, values: readonly number[]): string[] => [
  name,
  whole(values.length),
  ...[50, 95, 100].map((percent) => ms(percentile(values, percent))),
];

export function dashboardTable({ opening, scrolling, changesMs, busy }: DashboardResult): string {
  return markdownTable(
    [
      { title: 'what', align: 'left' },
      ...['times', 'p50', 'p95', 'max'].map((title) => ({ title, align: 'right' }) as const),
    ],
    [
      row('list of tasks opened: first rows', opening.rowsMs),
      row('list of tasks opened: answers clicks', opening.interactiveMs),
      row('between frames while the list scrolls', scrolling.frameMs),
      row('from a new task to its row', changesMs),
      row('busy: between frames', busy.frameMs),
      row('busy: from a key to its letter', busy.keyMs),
    ],
  );
}

/** The section of docs/benchmarks.md. */
export function dashboardSection(result: DashboardResult): string {
  const { tasks, scrolling, busy, chromium, seconds } = result;
  return `## Dashboard

The production build in Chromium ${chromium} without a display, in front of one API, one publisher and one listener, all on this
machine. ${whole(tasks)} tasks are stored.

${dashboardTable(result)}

- Opened with an empty cache, from the navigation on. It answers clicks once the last task of 50 ms or more has ended.
- The list is scrolled by the wheel through all ${whole(scrolling.rowsRead)} rows, of which the document holds ${whole(scrolling.rowsInDocument)}.
- A new task is made over the API; the clock runs from the API’s answer to the frame that shows its row.
- Busy: for ${whole(seconds)} s the API tells ${whole(busy.eventsPerSecond)} changes a second while somebody types into the filter of the list of runs.

${machineText(result)}`;
}
