'use client';

import { HeartPulse } from 'lucide-react';
import type { QueueStatus, Worker } from '@/features/queue/queue.api';
import { isAlive, processesOf } from '@/features/queue/queue-figures';
import { formatDuration } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { ButtonLink } from '@/ui/button';
import { Card } from '@/ui/card';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';

/** Those that were heard of a while ago are of the past: deploys leave many. */
const silentShown = 3;

/** Who publishes and who listens, and when they were last heard of. */
export function Processes({ queue }: { queue: QueueStatus }) {
  const publishers = processesOf(queue, 'publisher');
  const listeners = processesOf(queue, 'listener');
  const silent = [...publishers.silent, ...listeners.silent].sort((a, b) => a.silentMs - b.silentMs);
  const shown = [...publishers.alive, ...listeners.alive, ...silent.slice(0, silentShown)];
  return (
    <Card
      title="Processes"
      note={`${publishers.alive.length} publishing, ${listeners.alive.length} listening`}
      actions={
        <ButtonLink href="/health" look="quiet" icon={<HeartPulse size={14} />}>
          Health
        </ButtonLink>
      }
      flush
    >
      <Table caption="Publishers and listeners">
        <thead>
          <tr>
            <ColumnHead>Process</ColumnHead>
            <ColumnHead>State</ColumnHead>
            <ColumnHead className="text-right max-md:hidden">Attempts at once</ColumnHead>
            <ColumnHead className="max-md:hidden">Version</ColumnHead>
            <ColumnHead className="max-md:hidden">Up since</ColumnHead>
          </tr>
        </thead>
        <tbody>
          {shown.map((worker) => (
            <Process key={worker.id} worker={worker} />
          ))}
        </tbody>
      </Table>
      {shown.length === 0 && (
        <p className="text-ink-faint px-4 py-3">No publisher and no listener is known.</p>
      )}
    </Card>
  );
}

function Process({ worker }: { worker: Worker }) {
  const { kind, host, pid, concurrency, version, startedAt, silentMs } = worker;
  return (
    <Row>
      <Cell className="whitespace-nowrap">
        <span className="font-medium first-letter:uppercase">{kind}</span>{' '}
        <span className="text-ink-faint text-xs">
          {host}:{pid}
        </span>
      </Cell>
      <Cell>
        {isAlive(worker) ? (
          <Badge tone="success">Heard {formatDuration(silentMs)} ago</Badge>
        ) : (
          <Badge tone="muted">Silent for {formatDuration(silentMs)}</Badge>
        )}
      </Cell>
      <Cell className="text-right max-md:hidden">{kind === 'listener' ? concurrency : '–'}</Cell>
      <Cell className="max-md:hidden">{version}</Cell>
      <Cell className="whitespace-nowrap max-md:hidden">
        <Ago at={startedAt} />
      </Cell>
    </Row>
  );
}
