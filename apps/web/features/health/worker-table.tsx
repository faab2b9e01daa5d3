import { formatDuration, formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/states';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { HealthDetail } from './health.api';

/** The processes that publish and deliver, with those that fell silent within the day. */
export function WorkerTable({
  detail: { publishers, listeners, workerTimeoutMs },
}: {
  detail: HealthDetail;
}) {
  const workers = [
    ...(publishers ?? []).map((worker) => ({ ...worker, kind: 'Publisher' })),
    ...(listeners ?? []).map((worker) => ({ ...worker, kind: 'Listener' })),
  ];
  return (
    <Card flush title="Processes" note="Heard of within the last day">
      {publishers === null || listeners === null ? (
        <EmptyState title="They could not be read" />
      ) : workers.length === 0 ? (
        <EmptyState title="None was heard of">
          Start <code className="font-mono">carillon publisher</code> and{' '}
          <code className="font-mono">carillon listener</code>.
        </EmptyState>
      ) : (
        <Table caption="Publishers and listeners">
          <thead>
            <tr>
              <ColumnHead>Process</ColumnHead>
              <ColumnHead>State</ColumnHead>
              <ColumnHead className="max-sm:hidden">Last beat</ColumnHead>
              <ColumnHead className="max-md:hidden">Attempts at once</ColumnHead>
              <ColumnHead className="max-lg:hidden">Version</ColumnHead>
              <ColumnHead className="max-md:hidden">Started</ColumnHead>
            </tr>
          </thead>
          <tbody>
            {workers.map((worker) => (
              <Row key={worker.id}>
                <th scope="row" className="px-3 py-2 font-normal">
                  <span className="font-medium">{worker.kind}</span>{' '}
                  <span className="text-ink-soft">
                    {worker.host} <span className="text-ink-faint text-xs">pid {worker.pid}</span>
                  </span>
                </th>
                <Cell>
                  {worker.isAtWork ? (
                    <Badge tone="success">At work</Badge>
                  ) : (
                    <Badge tone="muted" title={`Silent for longer than ${formatDuration(workerTimeoutMs)}`}>
                      Silent
                    </Badge>
                  )}
                </Cell>
                <Cell className="tabular text-ink-soft max-sm:hidden">
                  {formatDuration(worker.silentMs)} ago
                </Cell>
                <Cell className="tabular text-ink-soft max-md:hidden">
                  {worker.kind === 'Publisher' ? '–' : formatNumber(worker.concurrency)}
                </Cell>
                <Cell className="text-ink-soft max-lg:hidden">{worker.version}</Cell>
                <Cell className="text-ink-soft max-md:hidden">
                  <Ago at={worker.startedAt} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
