'use client';

import { Pin } from 'lucide-react';
import { Link } from '@/ui/link';
import { formatDuration, formatNumber } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import { useWidthStep } from '@/ui/use-width-step';
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

/** What was received, the newest first: a table, or cards where there is no room for columns. */
export function RequestList(props: RequestListProps) {
  return useWidthStep() === 0 ? <RequestCards {...props} /> : <RequestTable {...props} />;
}

const caption = 'Requests that were received, the newest first';

function RequestCards({ requests, selected, pinned, onSelect }: RequestListProps) {
  return (
    <ul aria-label={caption}>
      {requests.map((request) => {
        const { number, at, status, latencyMs, bodyLength } = request;
        return (
          <li
            key={number}
            aria-current={number === selected || undefined}
            className="border-line aria-[current]:bg-accent-soft flex flex-col gap-1.5 border-b px-4 py-3 last:border-b-0"
          >
            <RequestButton request={request} onSelect={onSelect} />
            <div className="flex flex-wrap items-center gap-2">
              <StatusMark status={status} />
              <SignatureMark signature={request.signature} />
              <RunLink request={request} />
            </div>
            <p className="text-ink-faint text-xs">
              <Received at={at} isPinned={pinned.includes(number)} />, {formatDuration(latencyMs)},{' '}
              {formatNumber(bodyLength)} B
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function RequestTable({ requests, selected, pinned, isNarrow, onSelect }: RequestListProps) {
  return (
    <Table caption={caption}>
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
          const { number, at, status, latencyMs, bodyLength, signature } = request;
          return (
            <Row key={number} aria-selected={number === selected}>
              <Cell className="whitespace-nowrap">
                <Received at={at} isPinned={pinned.includes(number)} />
              </Cell>
              <Cell className="max-w-72">
                <RequestButton request={request} onSelect={onSelect} />
              </Cell>
              <Cell>
                <StatusMark status={status} />
              </Cell>
              <Cell>
                <SignatureMark signature={signature} />
              </Cell>
              {!isNarrow && (
                <>
                  <Cell className="text-right whitespace-nowrap">{formatDuration(latencyMs)}</Cell>
                  <Cell className="hidden text-right whitespace-nowrap lg:table-cell">
                    {formatNumber(bodyLength)} B
                  </Cell>
                  <Cell className="whitespace-nowrap">
                    <RunLink request={request} />
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

function Received({ at, isPinned }: { at: string; isPinned: boolean }) {
  return (
    <>
      <Instant at={at} />
      {isPinned && <Pin size={12} aria-label="Pinned" className="text-accent ml-1.5 inline" />}
    </>
  );
}

interface RequestButtonProps {
  request: ReceivedRequest;
  onSelect: (number: number) => void;
}

function RequestButton({ request: { number, method, path, query }, onSelect }: RequestButtonProps) {
  return (
    <button
      type="button"
      onClick={() => onSelect(number)}
      title={`${path}${query}`}
      className="text-accent block min-h-6 max-w-full truncate text-left font-mono text-xs underline-offset-2 hover:underline"
    >
      <span className="text-ink font-semibold">{method}</span> {path}
      {query}
    </button>
  );
}

function RunLink({ request: { webhookId, attempt } }: { request: ReceivedRequest }) {
  const href = runHref(webhookId);
  if (href === null) return <span className="text-ink-faint">–</span>;
  return (
    <Link href={href} className="text-accent underline-offset-2 hover:underline">
      Run{attempt !== null && attempt > 1 ? `, attempt ${attempt}` : ''}
    </Link>
  );
}
