'use client';

import { ExternalLink, Plus, Split } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { HostList } from '@/features/queue/host-list';
import { QueueCard } from '@/features/queue/queue-card';
import { useRole } from '@/features/session/use-role';
import { Answered } from '@/ui/answered';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { EmptyState, Skeleton, StaleBanner } from '@/ui/states';
import { LaneCard } from './lane-card';
import { LaneForm } from './lane-form';
import type { Lane } from './lanes.api';
import { useLanePagesInfiniteQuery } from './lanes.api';

/** Who runs after whom: lanes, the queue under them, and receivers that are left alone. */
export function LanesPage() {
  const { may, whyNot } = useRole();
  const [isCreating, setCreating] = useState(false);
  return (
    <Page
      title="Lanes"
      description="The runs of a lane take turns: as many at once, and as often, as its limits allow. Runs without a lane do not wait for each other."
      actions={
        <>
          {may('admin') && (
            <a
              href="/admin/queues"
              target="_blank"
              rel="noreferrer"
              className="text-accent inline-flex h-8 items-center gap-1.5 px-2 font-medium hover:underline"
            >
              Raw hints in Bull Board <ExternalLink size={13} aria-label="(opens a new tab)" />
            </a>
          )}
          <Button
            look="primary"
            icon={<Plus size={14} />}
            disabled={!may('operator')}
            title={whyNot('operator') ?? undefined}
            onClick={() => setCreating(true)}
          >
            New lane
          </Button>
        </>
      }
    >
      <LaneCards onCreate={() => setCreating(true)} />
      <QueueCard />
      <HostList />
      {isCreating && <LaneForm onClose={() => setCreating(false)} />}
    </Page>
  );
}

function LaneCards({ onCreate }: { onCreate: () => void }) {
  const query = useLanePagesInfiniteQuery();
  const { error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  return (
    <Answered query={query} loading={<Skeleton className="h-56" />}>
      {({ pages }) => (
        <>
          {error !== undefined && <StaleBanner problem={problemOf(error)} onRetry={() => void refetch()} />}
          <LaneGrid lanes={pages.flatMap(({ items }) => items)} onCreate={onCreate} />
          {hasNextPage && (
            <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              More lanes
            </Button>
          )}
        </>
      )}
    </Answered>
  );
}

function LaneGrid({ lanes, onCreate }: { lanes: readonly Lane[]; onCreate: () => void }) {
  if (lanes.length === 0) {
    return (
      <EmptyState
        icon={<Split size={28} />}
        title="There is no lane"
        actions={<Button onClick={onCreate}>Make the first lane</Button>}
      >
        A lane keeps runs apart that must not meet: with a limit of 1 they are sent strictly one after the
        other. Give a task a lane in its delivery settings.
      </EmptyState>
    );
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2 2xl:grid-cols-3">
      {lanes.map((lane) => (
        <LaneCard key={lane.name} lane={lane} />
      ))}
    </div>
  );
}
