'use client';

import { Link } from '@/ui/link';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import { withValues } from '@/features/filter/filter-terms';
import { formatDuration, formatNumber } from '@/features/time/format-time';
import { Answered } from '@/ui/answered';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/states';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { SlowestTasks } from './failures.api';
import { useSlowestTasksQuery } from './failures.api';
import { useNowAndThen } from './use-now-and-then';

/** A run that took longer than twice what 95 of 100 take is out of the ordinary. */
const outlierFactor = 2;
/** Of fewer, what 95 of 100 take says nothing. */
const runsMin = 20;

/** The runs of a task that took far longer than the others. */
function outliersLink(taskName: string, window: TimeWindow): string {
  const filter = `${withValues('slow:yes', 'name', [taskName])} scheduled:<${window}`;
  return `/runs?${new URLSearchParams({ filter }).toString()}`;
}

/** Tasks by how long their runs take, and whether one took far longer than the others. */
export function SlowTasks({ window }: { window: TimeWindow }) {
  const query = useSlowestTasksQuery({ window, limit: 50 }, useNowAndThen(window));
  return <Answered query={query}>{({ items }) => <Found items={items} window={window} />}</Answered>;
}

function Found({ items, window }: { items: SlowestTasks['items']; window: TimeWindow }) {
  if (items.length === 0) {
    return <EmptyState title="Nothing to measure">No run has ended in {windowWords[window]}.</EmptyState>;
  }
  return (
    <Card title="Slowest tasks" note={windowWords[window]} flush>
      <Table caption="Slowest tasks">
        <thead>
          <tr>
            <ColumnHead>Task</ColumnHead>
            <ColumnHead className="hidden text-right sm:table-cell">Runs</ColumnHead>
            <ColumnHead className="hidden text-right sm:table-cell">Median</ColumnHead>
            <ColumnHead className="text-right">p95</ColumnHead>
            <ColumnHead className="text-right">Longest</ColumnHead>
          </tr>
        </thead>
        <tbody>
          {items.map(({ taskId, taskName, count, p50, p95, max }) => (
            <Row key={taskId}>
              <th scope="row" className="px-3 py-2 text-left font-medium">
                <Link href={`/tasks/${taskId}`} className="hover:underline">
                  {taskName}
                </Link>
              </th>
              <Cell className="hidden text-right sm:table-cell">{formatNumber(count)}</Cell>
              <Cell className="hidden text-right whitespace-nowrap sm:table-cell">{formatDuration(p50)}</Cell>
              <Cell className="text-right font-medium whitespace-nowrap">{formatDuration(p95)}</Cell>
              <Cell className="text-right whitespace-nowrap">
                {count >= runsMin && max > p95 * outlierFactor && (
                  <Link
                    href={outliersLink(taskName, window)}
                    aria-label={`Runs of ${taskName} over p95 × ${outlierFactor}`}
                    className="mr-2 hover:underline"
                  >
                    <Badge tone="warning">over p95 × {outlierFactor}</Badge>
                  </Link>
                )}
                {formatDuration(max)}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
