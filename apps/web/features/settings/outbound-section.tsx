'use client';

import type { ReactNode } from 'react';
import { useRole } from '@/features/session/use-role';
import { Answered } from '@/ui/answered';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { KeyValues } from '@/ui/key-values';
import { Codes, Variable } from './configured';
import { OtherSettings } from './other-settings';
import { SettingsSection } from './settings-section';
import type { Settings } from './settings.api';
import { useSettingsQuery } from './settings.api';

/** What webhooks may reach; it is changed where the processes are started, and shown here. */
export function OutboundSection() {
  const { may } = useRole();
  const query = useSettingsQuery(undefined, { skip: !may('admin') });
  return (
    <SettingsSection
      title="Outbound policy"
      needs="admin"
      lead="What webhooks may reach. It comes from the environment of the processes, and is only shown here."
    >
      <Answered query={query}>
        {(settings) => (
          <div className="flex flex-col gap-4">
            <Reach settings={settings} />
            <OtherSettings settings={settings} />
          </div>
        )}
      </Answered>
    </SettingsSection>
  );
}

function Reach({ settings: { outbound } }: { settings: Settings }) {
  return (
    <Card title="What webhooks may reach" note="As this API is configured; listeners should be the same">
      <KeyValues
        items={[
          { name: 'Public internet', value: <Yes>Allowed</Yes> },
          {
            name: 'Private, loopback and link-local addresses',
            value: (
              <>
                <No>Refused</No> judged by the address that is really connected to
              </>
            ),
          },
          {
            name: 'Allowed besides',
            value: <Codes texts={outbound.allow} none="Nothing" from="CARILLON_OUTBOUND_ALLOW" />,
          },
          {
            name: 'Carillon’s own services',
            value: (
              <>
                <No>Always refused</No> <Codes texts={outbound.ownAddresses} none="" />
              </>
            ),
          },
          {
            name: 'Plain http',
            value: outbound.allowHttp ? (
              <Variable name="CARILLON_OUTBOUND_HTTP">Allowed</Variable>
            ) : (
              <Variable name="CARILLON_OUTBOUND_HTTP">Refused; only https is left</Variable>
            ),
          },
          { name: 'Redirects', value: 'Never followed; an answer of 3xx is a failure' },
          {
            name: 'Proxy',
            value: <Variable name="CARILLON_OUTBOUND_PROXY">{outbound.proxy ?? 'None'}</Variable>,
          },
          {
            name: 'Certificates',
            value: (
              <Variable name="CARILLON_OUTBOUND_CA">
                {outbound.hasOwnAuthorities
                  ? 'The usual authorities, and those that were given'
                  : 'The usual authorities'}
              </Variable>
            ),
          },
        ]}
      />
    </Card>
  );
}

const Yes = ({ children }: { children: ReactNode }) => <Badge tone="success">{children}</Badge>;
const No = ({ children }: { children: ReactNode }) => <Badge tone="danger">{children}</Badge>;
