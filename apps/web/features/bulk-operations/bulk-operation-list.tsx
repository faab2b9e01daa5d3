'use client';

import { Layers } from 'lucide-react';
import { Link } from '@/ui/link';
import { useRouter } from 'next/navigation';
import { problemOf } from '@/api/problem';
import { Ago } from '@/features/time/time';
import { useActiveRow } from '@/features/url/use-active-row';
import { ButtonLink } from '@/ui/button';
import { Card } from '@/ui/card';
import type { Column } from '@/ui/data-table';
import { DataTable } from '@/ui/data-table';
import { useCursorRows } from '@/ui/data-table-pages';
import { EmptyState, ProblemPanel, StaleBanner } from '@/ui/states';
import type { BulkOperation } from './bulk-operations.api';
import { useBulkOperationPagesInfiniteQuery } from './bulk-operations.api';
import { BulkProgress } from './bulk-progress';
import { BulkStatus } from './bulk-status';
import { titleOf } from './bulk-words';

function TitleLink({ operation }: { operation: BulkOperation }) {
  return (
    <Link href={`/bulk-operations/${operation.id}`} className="font-medium hover:underline">
      {titleOf(operation)}
    </Link>
  );
}

const columns: readonly Column<BulkOperation>[] = [
  {
    id: 'status',
    label: 'Status',
    width: 128,
    cell: ({ bulkStatus }) => <BulkStatus status={bulkStatus} />,
  },
  {
    id: 'title',
    label: 'Operation',
    width: 200,
    isRowHeader: true,
    isFixed: true,
    cell: (operation) => <TitleLink operation={operation} />,
  },
  {
    id: 'filter',
    label: 'Filter',
    from: 1024,
    width: 200,
    grow: true,
    cell: ({ filter, failures }) =>
      filter === null ? (
        <span className="text-ink-faint">
          {failures === null ? 'Selected one by one' : `By their ${failures.statuses.join(' or ')} runs`}
        </span>
      ) : (
        <code title={filter} className="block truncate font-mono text-xs">
          {filter}
        </code>
      ),
  },
  {
    id: 'progress',
    label: 'Progress',
    width: 200,
    cell: (operation) => <BulkProgress operation={operation} />,
  },
  {
    id: 'by',
    label: 'By',
    from: 1280,
    width: 180,
    cell: ({ createdBy }) => <div className="truncate">{createdBy}</div>,
  },
  { id: 'started', label: 'Started', width: 120, cell: ({ createdAt }) => <Ago at={createdAt} /> },
];

/** The actions on many tasks or runs, the newest first. */
export function BulkOperationList() {
  const router = useRouter();
  const query = useBulkOperationPagesInfiniteQuery(undefined, { pollingInterval: 5_000 });
  const active = useActiveRow();
  const { of, ...rows } = useCursorRows<BulkOperation>(query, 'all');
  if (query.isError && query.data === undefined) {
    return <ProblemPanel problem={problemOf(query.error)} onRetry={() => void query.refetch()} />;
  }
  return (
    <Card flush>
      {query.isError && <StaleBanner problem={problemOf(query.error)} onRetry={() => void query.refetch()} />}
      <DataTable
        {...rows}
        {...active}
        of={of}
        name="bulk-operations"
        caption="Bulk operations"
        noun="operation"
        columns={columns}
        keyOf={keyOf}
        labelOf={titleOf}
        onOpen={({ id }) => router.push(`/bulk-operations/${id}`)}
        renderCard={(operation) => (
          <div className="flex flex-col gap-2">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <TitleLink operation={operation} />
              <BulkStatus status={operation.bulkStatus} />
            </div>
            <BulkProgress operation={operation} />
          </div>
        )}
        empty={
          <EmptyState
            icon={<Layers size={28} />}
            title="No bulk operation yet"
            actions={<ButtonLink href="/tasks">Go to the tasks</ButtonLink>}
          >
            Select tasks or runs in their lists, or all that match a filter, and act on them at once. Each
            such operation is kept here with what became of it.
          </EmptyState>
        }
      />
    </Card>
  );
}

const keyOf = ({ id }: BulkOperation): string => id;
