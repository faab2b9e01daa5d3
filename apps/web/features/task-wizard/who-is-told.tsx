'use client';

import type { AlertChannel } from '@/features/alerts/alert-channels.api';
import { useAlertChannelPagesInfiniteQuery } from '@/features/alerts/alert-channels.api';
import { eventWords, kindNames } from '@/features/alerts/alert-words';
import { Answered } from '@/ui/answered';
import { Card } from '@/ui/card';
import { Link } from '@/ui/link';
import { LoadingRows } from '@/ui/states';

/** The alert channels that hear of tasks: of which, their own filters say, and not the task. */
export function WhoIsTold() {
  const query = useAlertChannelPagesInfiniteQuery();
  return (
    <Card
      title="Who is told"
      note="Alert channels, each by its own filter of tasks"
      actions={
        <Link href="/settings/alert-channels" className="text-accent text-xs font-medium hover:underline">
          Alert channels
        </Link>
      }
    >
      <Answered query={query} loading={<LoadingRows rows={2} label="Loading the alert channels" />}>
        {({ pages }) => (
          <Channels channels={pages.flatMap(({ items }) => items).filter(({ enabled }) => enabled)} />
        )}
      </Answered>
    </Card>
  );
}

function Channels({ channels }: { channels: readonly AlertChannel[] }) {
  if (channels.length === 0) {
    return <p className="text-ink-soft">Nobody: there is no alert channel that is on.</p>;
  }
  return (
    <ul className="flex flex-col gap-1.5">
      {channels.map((channel) => (
        <li key={channel.id} className="break-words">
          <span className="font-medium">{channel.name}</span>{' '}
          <span className="text-ink-soft">
            {kindNames[channel.kind]} · {eventWords(channel)} ·{' '}
            {channel.taskFilter === null || channel.taskFilter === '' ? (
              'of all tasks'
            ) : (
              <>
                of <code className="font-mono text-xs">{channel.taskFilter}</code>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
