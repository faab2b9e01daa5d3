'use client';

import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { NewButton } from '@/features/session/new-button';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { EmptyState } from '@/ui/states';
import { NewSigningSecretDialog } from './new-signing-secret-dialog';
import { SigningSecretCard } from './signing-secret-card';
import { useSigningSecretPagesInfiniteQuery } from './signing-secrets.api';

/** What webhooks are signed with, so that receivers can tell them from forged ones. */
export function SigningSecretsSection() {
  const query = useSigningSecretPagesInfiniteQuery();
  const [isMaking, setMaking] = useState(false);
  const make = <NewButton label="New signing secret" needs="admin" onClick={() => setMaking(true)} />;
  return (
    <SettingsSection
      title="Signing secrets"
      lead="Webhooks are signed after the Standard Webhooks scheme, so that receivers can tell them from forged ones."
      actions={make}
    >
      <Listed
        query={query}
        what="signing secrets"
        empty={
          <EmptyState icon={<Fingerprint size={28} />} title="There is none yet" actions={make}>
            A default one is made by itself before the first webhook is sent.
          </EmptyState>
        }
      >
        {(secrets) => (
          <ul className="flex flex-col gap-3">
            {secrets.map((secret) => (
              <li key={secret.id}>
                <SigningSecretCard secret={secret} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
      {isMaking && <NewSigningSecretDialog onClose={() => setMaking(false)} />}
    </SettingsSection>
  );
}
