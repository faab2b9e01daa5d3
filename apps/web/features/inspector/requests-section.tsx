'use client';

import { Inbox, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Problem } from '@/api/problem';
import { OperatorLink } from '@/features/session/operator-link';
import { useShortcuts } from '@/features/shell/shortcuts';
import { useQueryState } from '@/features/url/use-query-state';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { CodeBlock } from '@/ui/copy-button';
import { Input } from '@/ui/field';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import type { ReceiverStats } from './inspector.api';
import { newTaskHref } from './links';
import { heldMax, searchReceived } from './received';
import { RequestDetail } from './request-detail';
import { RequestList } from './request-list';
import type { Received } from './use-received';

/** The requests, live, and the one that is open beside them. */
export function RequestsSection({
  url,
  stats: { pinned, keptMax },
  received,
}: {
  url: string;
  stats: ReceiverStats;
  received: Received;
}) {
  const { requests, isRead, problem, readAgain, forget } = received;
  const { get, set } = useQueryState();
  const [text, setText] = useState(get('q') ?? '');
  const path = get('path');
  const shown = useMemo(() => searchReceived(requests, text, path), [requests, text, path]);
  const open = requests.find(({ number }) => String(number) === get('request')) ?? null;
  const select = (number: number | null): void =>
    set({ request: number === null ? null : String(number), with: null });
  useShortcuts(useRequestKeys(shown, open?.number ?? null, select));
  const clear = (): void => {
    setText('');
    set({ q: null, path: null });
  };
  if (!isRead) return <NotRead problem={problem} onRetry={readAgain} />;
  return (
    <div className={classNames('grid items-start gap-4', open !== null && 'xl:grid-cols-2')}>
      {open !== null && (
        <div className="min-w-0 xl:order-2">
          <RequestDetail
            key={open.number}
            request={open}
            others={requests}
            receiverUrl={url}
            isPinned={pinned.includes(open.number)}
            onDeleted={() => {
              select(null);
              forget(open.number);
            }}
            view={get('view') ?? 'body'}
            onView={(view) => set({ view: view === 'body' ? null : view })}
            comparedWith={get('with') === null ? null : Number(get('with'))}
            onCompare={(number) => set({ with: String(number) })}
            onClose={() => select(null)}
          />
        </div>
      )}
      <Card title="Received" note={countText(shown.length, requests.length)} flush>
        {problem !== null && <StaleBanner problem={problem} onRetry={readAgain} />}
        {requests.length === 0 ? (
          <NothingYet url={url} />
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
              <Input
                data-filter-box
                type="search"
                aria-label="Search the requests"
                placeholder="Search in paths, headers and bodies"
                value={text}
                onChange={(event) => {
                  setText(event.target.value);
                  set({ q: event.target.value });
                }}
                className="max-w-96 flex-1"
              />
              {path !== null && (
                <Button icon={<X size={14} aria-hidden />} onClick={() => set({ path: null })}>
                  Only <span className="font-mono">{path}</span>
                </Button>
              )}
            </div>
            {shown.length === 0 ? (
              <EmptyState
                title="The search hides all of them"
                actions={<Button onClick={clear}>Clear it</Button>}
              >
                {requests.length} requests are held; none of them matches.
              </EmptyState>
            ) : (
              <RequestList
                requests={shown}
                selected={open?.number ?? null}
                pinned={pinned}
                isNarrow={open !== null}
                onSelect={select}
              />
            )}
            <p className="text-ink-faint px-4 py-3 text-xs">
              The receiver keeps the last {keptMax} in memory until it is reset or its process ends; what is
              pinned stays among them. This page holds the last {heldMax} that it saw.
            </p>
          </>
        )}
      </Card>
    </div>
  );
}

function NotRead({ problem, onRetry }: { problem: Problem | null; onRetry: () => void }) {
  if (problem === null) return <LoadingRows label="Loading the requests" />;
  return <ProblemPanel problem={problem} onRetry={onRetry} />;
}

function useRequestKeys(
  shown: readonly { number: number }[],
  open: number | null,
  select: (number: number | null) => void,
) {
  const index = shown.findIndex(({ number }) => number === open);
  const move = (by: number) => () => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, index + by))];
    if (next !== undefined) select(next.number);
  };
  const keys = {
    j: { does: 'Next request', run: move(1) },
    k: { does: 'Request before', run: move(-1) },
    Escape: { does: 'Close the request', run: () => select(null) },
  };
  // eslint-disable-next-line react-hooks/exhaustive-deps -- anew for what they move over.
  return useMemo(() => keys, [shown, open]);
}

function countText(shown: number, held: number): string {
  return shown === held ? `${held} held, the newest first` : `${shown} of ${held} held`;
}

function NothingYet({ url }: { url: string }) {
  const line = `curl -X POST ${url} -H 'content-type: application/json' -d '{"hello":"you"}'`;
  return (
    <EmptyState
      icon={<Inbox size={28} />}
      title="Nothing was received yet"
      actions={
        <OperatorLink look="primary" href={newTaskHref(url)}>
          Create a task for this endpoint
        </OperatorLink>
      }
    >
      <p className="mb-3">Send something to it; it appears within a second.</p>
      <div className="text-left">
        <CodeBlock text={line} label="the curl command" />
      </div>
    </EmptyState>
  );
}
