'use client';

import { Link } from '@/ui/link';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Instant } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { notify, notifyProblem } from '@/ui/notify';
import { Page } from '@/ui/page';
import { EmptyState, LoadingRows } from '@/ui/states';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { BulkOperation, BulkSubject } from './bulk-operations.api';
import { useBulkOperationQuery, useCancelBulkOperationMutation } from './bulk-operations.api';
import { BulkProgress } from './bulk-progress';
import { BulkStatus } from './bulk-status';
import { changesInWords, titleOf } from './bulk-words';

const trailOf = (of: BulkSubject) => [
  of === 'runs' ? { label: 'Runs', href: '/runs' } : { label: 'Tasks', href: '/tasks' },
  { label: 'Bulk operations', href: '/bulk-operations' },
];
const errorsMax = 100;

/** One action on many tasks or runs: how far it is, and what was refused. */
export function BulkOperationView({ id }: { id: string }) {
  const query = useBulkOperationQuery(id);
  const isRunning = query.data?.bulkStatus === 'running';
  useBulkOperationQuery(id, { pollingInterval: isRunning ? 1_000 : 0 });
  return (
    <Page
      title={query.data === undefined ? 'Bulk operation' : titleOf(query.data)}
      trail={trailOf(query.data?.of ?? 'tasks')}
      badge={query.data && <BulkStatus status={query.data.bulkStatus} />}
      actions={isRunning && <CancelButton id={id} />}
    >
      <Answered query={query} loading={<LoadingRows rows={3} />}>
        {(operation) => (
          <>
            <Card>
              <BulkProgress operation={operation} />
              <Facts operation={operation} />
            </Card>
            <Errors operation={operation} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function CancelButton({ id }: { id: string }) {
  const [cancel, { isLoading }] = useCancelBulkOperationMutation();
  const { may, whyNot } = useRole();
  const onClick = async (): Promise<void> => {
    try {
      await cancel(id).unwrap();
      notify('It comes to nothing further. What is done, stays done.');
    } catch (problem) {
      notifyProblem(problemOf(problem));
    }
  };
  return (
    <Button
      busy={isLoading}
      disabled={!may('operator')}
      title={whyNot('operator') ?? undefined}
      onClick={() => void onClick()}
    >
      Cancel the rest
    </Button>
  );
}

function Facts({ operation }: { operation: BulkOperation }) {
  const { of, filter, failures, changes, cancelRuns, note, createdBy, createdAt, finishedAt } = operation;
  const facts = [
    [
      of === 'runs' ? 'Runs' : 'Tasks',
      failures !== null ? (
        <>
          Failed, with runs that were {failures.statuses.join(' or ')} since <Instant at={failures.since} />
        </>
      ) : filter === null ? (
        'Selected one by one'
      ) : (
        <>
          Those that matched{' '}
          <Link
            href={`/${of}?filter=${encodeURIComponent(filter)}`}
            className="font-mono text-xs break-all underline underline-offset-2"
          >
            {filter}
          </Link>
        </>
      ),
    ],
    ...(changes === null ? [] : [['Change', changesInWords(changes)] as const]),
    ...(cancelRuns ? [['Open runs', 'Cancelled first'] as const] : []),
    ...(note === null ? [] : [['Note', note] as const]),
    ['Started', <Instant key="at" at={createdAt} />],
    ['Ended', finishedAt === null ? 'Not yet' : <Instant key="at" at={finishedAt} />],
    ['By', createdBy],
  ] as const;
  return (
    <dl className="mt-4 grid grid-cols-1 gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-4">
      {facts.map(([word, value]) => (
        <div key={word} className="min-w-0">
          <dt className="text-ink-faint text-xs">{word}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Errors({ operation: { of, errors, failed, bulkStatus } }: { operation: BulkOperation }) {
  if (errors.length === 0) {
    return (
      <Card title="Refused">
        <EmptyState title={bulkStatus === 'running' ? 'Nothing was refused so far' : 'Nothing was refused'} />
      </Card>
    );
  }
  return (
    <Card title="Refused" note={failed > errorsMax ? `The first ${errorsMax} of ${failed}` : undefined} flush>
      <Table caption={of === 'runs' ? 'Runs that refused' : 'Tasks that refused'}>
        <thead>
          <tr>
            <ColumnHead>{of === 'runs' ? 'Run' : 'Task'}</ColumnHead>
            <ColumnHead>Why</ColumnHead>
            <ColumnHead>Code</ColumnHead>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ taskId, runId, code, message, hint }) => (
            <Row key={taskId ?? runId}>
              <Cell className="whitespace-nowrap">
                <Link
                  href={`/${of}/${taskId ?? runId ?? ''}`}
                  className="font-mono text-xs underline underline-offset-2"
                >
                  {taskId ?? runId}
                </Link>
              </Cell>
              <Cell className="min-w-60">
                {message}
                {hint !== undefined && <span className="text-ink-soft block text-xs">{hint}</span>}
              </Cell>
              <Cell className="text-ink-soft font-mono text-xs">{code}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
