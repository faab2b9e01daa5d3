'use client';

import { PreferencesForm } from '@/features/preferences/preferences-form';
import type { Caller } from '@/features/session/session.api';
import { useCallerQuery } from '@/features/session/session.api';
import { shownName } from '@/features/session/shown-name';
import { Instant } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { KeyValues } from '@/ui/key-values';
import { NameForm } from './name-form';
import { PasswordForm } from './password-form';
import { SettingsSection } from './settings-section';

/** Who one is, one's password, and how this browser shows things. */
export function ProfileSection() {
  return (
    <SettingsSection title="Profile" lead="Who you are here, and how this browser shows Carillon to you.">
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <WhoYouAre />
          <PasswordForm />
        </div>
        <PreferencesForm />
      </div>
    </SettingsSection>
  );
}

function waysIn({ kind, hasPassword, provider }: Caller): string {
  if (kind === 'api_key') return 'By an API key';
  if (kind === 'machine') return 'On this machine, where no sign-in is needed';
  if (provider === null) return 'With a password';
  return hasPassword ? `Through ${provider}, or with a password` : `Through ${provider}`;
}

const roleMeanings = {
  viewer: 'sees everything but the administration, and changes nothing',
  operator: 'makes, changes and runs tasks besides',
  admin: 'may do everything',
};

function WhoYouAre() {
  const { data: caller } = useCallerQuery();
  if (caller === undefined) return null;
  const isUser = caller.kind === 'user';
  return (
    <Card title="Who you are">
      <KeyValues
        items={[
          isUser
            ? { name: 'E-mail address', value: caller.name }
            : { name: 'Name', value: shownName(caller) },
          { name: 'Signed in', value: waysIn(caller) },
          {
            name: 'Role',
            value: (
              <span className="flex flex-wrap items-center gap-2">
                <Badge tone={caller.role === 'admin' ? 'violet' : 'neutral'}>{caller.role}</Badge>
                <span className="text-ink-soft">{roleMeanings[caller.role]}</span>
              </span>
            ),
          },
          ...(caller.scopes === null ? [] : [{ name: 'Narrowed to', value: caller.scopes.join(', ') }]),
          ...(caller.expiresAt === null
            ? []
            : [{ name: 'Session ends', value: <Instant at={caller.expiresAt} /> }]),
        ]}
      />
      {isUser && <NameForm caller={caller} />}
    </Card>
  );
}
