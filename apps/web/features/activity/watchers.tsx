'use client';

import { UserRound } from 'lucide-react';
import { useCallerQuery } from '@/features/session/session.api';
import { Card } from '@/ui/card';
import type { Participant } from './activity.slice';

/** Who has the channel open, wherever they are connected. */
export function Watchers({ participants }: { participants: readonly Participant[] }) {
  const { data: caller } = useCallerQuery();
  const isSelf = (id: string): boolean => id === (caller?.userId ?? caller?.id);
  return (
    <Card title="Watching" note={participants.length}>
      {participants.length === 0 && <p className="text-ink-soft">Nobody at the moment.</p>}
      <ul className="flex max-h-60 flex-col gap-1 overflow-y-auto">
        {participants.map(({ id, name }) => (
          <li key={id} className="flex items-center gap-2">
            <UserRound size={14} aria-hidden className="text-ink-faint shrink-0" />
            <span className="min-w-0 truncate" title={name}>
              {name}
            </span>
            {isSelf(id) && <span className="text-ink-faint text-xs">you</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
