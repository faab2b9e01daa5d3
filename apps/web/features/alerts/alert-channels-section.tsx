'use client';

import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { NewButton } from '@/features/session/new-button';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { EmptyState } from '@/ui/states';
import { AlertChannelCard } from './alert-channel-card';
import { AlertChannelDialog } from './alert-channel-dialog-on-demand';
import { useAlertChannelPagesInfiniteQuery } from './alert-channels.api';

/** Where people are told that tasks fail, and that they work again. */
export function AlertChannelsSection() {
  const query = useAlertChannelPagesInfiniteQuery();
  const [isMaking, setMaking] = useState(false);
  const make = <NewButton label="New alert channel" needs="admin" onClick={() => setMaking(true)} />;
  return (
    <SettingsSection
      title="Alert channels"
      lead="Where people are told that tasks fail, and that they work again: a webhook, a chat, or e-mail."
      actions={make}
    >
      <Listed
        query={query}
        what="alert channels"
        empty={
          <EmptyState icon={<BellRing size={28} />} title="Nobody is told yet" actions={make}>
            Failures are seen in the dashboard alone until there is a channel.
          </EmptyState>
        }
      >
        {(channels) => (
          <ul className="flex flex-col gap-3">
            {channels.map((channel) => (
              <li key={channel.id}>
                <AlertChannelCard channel={channel} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
      {isMaking && <AlertChannelDialog channel={null} onClose={() => setMaking(false)} />}
    </SettingsSection>
  );
}
