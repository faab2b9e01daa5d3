'use client';

import { ExternalLink, Split } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { HostList } from '@/features/queue/host-list';
import { QueueCard } from '@/features/queue/queue-card';
import { StalledCard } from '@/features/queue/stalled-card';
import { NewButton } from '@/features/session/new-button';
import { useRole } from '@/features/session/use-role';
import { Answered } from '@/ui/answered';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { EmptyState, Skeleton } from '@/ui/states';
import { LaneCard } from './lane-card';
import { LaneForm } from './lane-form';
import type { Lane } from './lanes.api';
import { useLanePagesInfiniteQuery } from './lanes.api';

/** Who runs after whom: lanes, the queue under them, and receivers that are left alone. */
export function LanesPage() {
  const { may } = useRole();
  const [isCreating, setCreating] = useState(false);
  const make = <NewButton label="New lane" needs="operator" onClick={() => setCreating(true)} />;
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
          {make}
        </>
      }
    >
      <LaneCards make={make} />
      <QueueCard />
      <StalledCard />
      <HostList />
      {isCreating && <LaneForm onClose={() => setCreating(false)} />}
    </Page>
  );
}

/** @param make the button that makes one more */
function LaneCards({ make }: { make: ReactNode }) {
  const query = useLanePagesInfiniteQuery();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const wanted = useSearchParams().get('lane');
  const isMissing = wanted !== null && data?.pages.every(({ items }) => !items.some(isNamed(wanted)));
  useEffect(() => {
    if (isMissing === true && hasNextPage && error === undefined) void fetchNextPage();
  }, [isMissing, hasNextPage, error, fetchNextPage, data]);
  return (
    <Answered query={query} loading={<Skeleton className="h-56" label="Loading the lanes" />}>
      {({ pages }) => (
        <>
          <LaneGrid lanes={pages.flatMap(({ items }) => items)} wanted={wanted} make={make} />
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

const isNamed =
  (wanted: string) =>
  ({ name }: Lane): boolean =>
    name === wanted;

interface LaneGridProps {
  lanes: readonly Lane[];
  /** The lane that the address asks for; null: none. */
  wanted: string | null;
  make: ReactNode;
}

function LaneGrid({ lanes, wanted, make }: LaneGridProps) {
  if (lanes.length === 0) {
    return (
      <EmptyState icon={<Split size={28} />} title="There is no lane" actions={make}>
        A lane keeps runs apart that must not meet: with a limit of 1 they are sent strictly one after the
        other. Give a task a lane in its delivery settings.
      </EmptyState>
    );
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2 2xl:grid-cols-3">
      {lanes.map((lane) => (
        <LaneCard key={lane.name} lane={lane} isWanted={lane.name === wanted} />
      ))}
    </div>
  );
}
