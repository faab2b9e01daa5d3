'use client';

import { Instant } from '@/features/time/time';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { AuditEntry } from './audit.api';
import { actionText } from './action-text';

/** The entries, the newest first; each opens with what was asked for. */
export function AuditTable({
  entries,
  onOpen,
}: {
  entries: readonly AuditEntry[];
  onOpen: (entry: AuditEntry) => void;
}) {
  return (
    <Table caption="Audit log">
      <thead>
        <tr>
          <ColumnHead>Action</ColumnHead>
          <ColumnHead className="max-md:hidden">Subject</ColumnHead>
          <ColumnHead className="max-sm:hidden">Actor</ColumnHead>
          <ColumnHead className="max-lg:hidden">From</ColumnHead>
          <ColumnHead>When</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id}>
            <th scope="row" className="px-3 py-2 font-normal">
              <button
                type="button"
                onClick={() => onOpen(entry)}
                className="hover:text-accent min-h-6 text-left font-medium underline-offset-2 hover:underline"
              >
                {actionText(entry.action)}
              </button>
              <span className="text-ink-faint block text-xs break-all sm:hidden">{entry.actor}</span>
            </th>
            <Cell className="text-ink-soft max-md:hidden">
              {entry.subjectType}
              {entry.subjectId !== null && (
                <code className="text-ink-faint block font-mono text-xs" title={entry.subjectId}>
                  {shortened(entry.subjectId)}
                </code>
              )}
            </Cell>
            <Cell className="break-all max-sm:hidden">{entry.actor}</Cell>
            <Cell className="text-ink-soft max-lg:hidden">{entry.ipAddress ?? '–'}</Cell>
            <Cell className="text-ink-soft whitespace-nowrap">
              <Instant at={entry.createdAt} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** Ids of one time begin alike: their ends tell them apart. */
function shortened(id: string): string {
  return id.length > 24 ? `${id.slice(0, 8)}…${id.slice(-6)}` : id;
}
