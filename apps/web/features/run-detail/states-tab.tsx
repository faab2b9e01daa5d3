'use client';

import { Instant } from '@/features/time/time';
import { formatDuration } from '@/features/time/format-time';
import type { RunDetail } from '@/features/runs/runs.api';
import { RunStatus } from '@/ui/status';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';

/** The states of the run in the order in which it took them. */
export function StatesTab({ run: { history }, taskZone }: { run: RunDetail; taskZone: string | null }) {
  return (
    <Table caption="States of the run">
      <thead>
        <tr>
          {['State', 'Since', 'For', 'Why', 'By'].map((head) => (
            <ColumnHead key={head}>{head}</ColumnHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {history.map(({ status, at, reason, actor }, index) => {
          const next = history[index + 1];
          return (
            <Row key={index}>
              <Cell>
                <RunStatus status={status} />
              </Cell>
              <Cell className="whitespace-nowrap">
                {at === null ? '' : <Instant at={at} taskZone={taskZone} />}
              </Cell>
              <Cell className="text-ink-soft tabular whitespace-nowrap">
                {at === null || !next?.at ? '' : formatDuration(Date.parse(next.at) - Date.parse(at))}
              </Cell>
              <Cell className="max-w-96 break-words">{reason}</Cell>
              <Cell className="break-words">{actor}</Cell>
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}
