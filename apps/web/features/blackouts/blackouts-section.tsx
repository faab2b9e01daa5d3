'use client';

import { CalendarOff } from 'lucide-react';
import { useState } from 'react';
import { NewButton } from '@/features/session/new-button';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { EmptyState } from '@/ui/states';
import { BlackoutCard } from './blackout-card';
import { BlackoutDialog } from './blackout-dialog-on-demand';
import { useBlackoutPagesInfiniteQuery } from './blackouts.api';

/** Times at which scheduled runs are not made. */
export function BlackoutsSection() {
  const query = useBlackoutPagesInfiniteQuery();
  const [isMaking, setMaking] = useState(false);
  const make = <NewButton label="New blackout window" needs="operator" onClick={() => setMaking(true)} />;
  return (
    <SettingsSection
      title="Blackout windows"
      lead="Times at which nothing runs by its schedule, such as the maintenance of a database. What somebody runs by hand goes on, and so do retries."
      actions={make}
    >
      <Listed
        query={query}
        what="blackout windows"
        empty={
          <EmptyState icon={<CalendarOff size={28} />} title="Everything runs when it is due" actions={make}>
            In a blackout window, instants of a schedule are recorded as skipped, and tasks that run once wait
            for its end.
          </EmptyState>
        }
      >
        {(blackouts) => (
          <ul className="flex flex-col gap-3">
            {blackouts.map((blackout) => (
              <li key={blackout.id}>
                <BlackoutCard blackout={blackout} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
      {isMaking && <BlackoutDialog blackout={null} onClose={() => setMaking(false)} />}
    </SettingsSection>
  );
}
