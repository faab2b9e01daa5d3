'use client';

import { Pin } from 'lucide-react';
import { Link } from '@/ui/link';
import { formatDuration, formatNumber } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { ReceivedRequest } from './inspector.api';
import { runHref } from './links';
import { SignatureMark, StatusMark } from './request-marks';

export interface RequestListProps {
  requests: readonly ReceivedRequest[];
  /** The number of the one that is open. */
  selected: number | null;
  /** The numbers of those that stay. */
  pinned: readonly number[];
  /** While one is open beside it, there is room for the most important columns only. */
  isNarrow: boolean;
  onSelect: (number: number) => void;
}

export function RequestList({ requests, selected, pinned, isNarrow, onSelect }: RequestListProps) {
  return (
    <Table caption="Requests that were received, the newest first">
      <thead>
        <tr>
          <ColumnHead>Received</ColumnHead>
          <ColumnHead>Request</ColumnHead>
          <ColumnHead>Answer</ColumnHead>
          <ColumnHead>Signature</ColumnHead>
          {!isNarrow && (
            <>
              <ColumnHead className="text-right">Latency</ColumnHead>
              <ColumnHead className="hidden text-right lg:table-cell">Size</ColumnHead>
              <ColumnHead>Run</ColumnHead>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => {
          const { number, at, method, path, query, status, latencyMs, bodyLength, webhookId, attempt } =
            request;
          const href = runHref(webhookId);
          return (
            <Row key={number} aria-selected={number === selected}>
              <Cell className="whitespace-nowrap">
                <Instant at={at} />
                {pinned.includes(number) && (
                  <Pin size={12} aria-label="Pinned" className="text-accent ml-1.5 inline" />
                )}
              </Cell>
              <Cell className="max-w-72">
                <button
                  type="button"
                  onClick={() => onSelect(number)}
                  title={`${path}${query}`}
                  className="text-accent block max-w-full truncate text-left font-mono text-xs underline-offset-2 hover:underline"
                >
                  <span className="text-ink font-semibold">{method}</span> {path}
                  {query}
                </button>
              </Cell>
              <Cell>
                <StatusMark status={status} />
              </Cell>
              <Cell>
                <SignatureMark signature={request.signature} />
              </Cell>
              {!isNarrow && (
                <>
                  <Cell className="text-right whitespace-nowrap">{formatDuration(latencyMs)}</Cell>
                  <Cell className="hidden text-right whitespace-nowrap lg:table-cell">
                    {formatNumber(bodyLength)} B
                  </Cell>
                  <Cell className="whitespace-nowrap">
                    {href === null ? (
                      <span className="text-ink-faint">–</span>
                    ) : (
                      <Link href={href} className="text-accent underline-offset-2 hover:underline">
                        Run{attempt !== null && attempt > 1 ? `, attempt ${attempt}` : ''}
                      </Link>
                    )}
                  </Cell>
                </>
              )}
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}
