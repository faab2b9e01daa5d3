'use client';

import { Link2, Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { useRole } from '@/features/session/use-role';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { onDemand } from '@/ui/on-demand';
import { EmptyState } from '@/ui/states';
import { InvitationList } from './invitation-list';
import { NewUserDialog } from './new-user-dialog';
import { UserTable } from './user-table';
import { useUserPagesInfiniteQuery } from './users.api';

const InviteDialog = onDemand(() => import('./invite-dialog').then((module) => module.InviteDialog));

/** Who may sign in, and as what. */
export function UsersSection() {
  const { may } = useRole();
  const query = useUserPagesInfiniteQuery(undefined, { skip: !may('admin') });
  const [asked, setAsked] = useState<'user' | 'invitation' | null>(null);
  const close = (): void => setAsked(null);
  const make = (
    <>
      <Button icon={<Plus size={14} />} onClick={() => setAsked('user')}>
        New user
      </Button>
      <Button look="primary" icon={<Link2 size={14} />} onClick={() => setAsked('invitation')}>
        Invite …
      </Button>
    </>
  );
  return (
    <SettingsSection
      title="Users and roles"
      needs="admin"
      lead="Who may sign in. A viewer sees, an operator makes and runs tasks, an administrator may do everything."
      actions={make}
    >
      <Card flush title="Users" note="By e-mail address">
        <Listed
          query={query}
          what="users"
          empty={
            <EmptyState icon={<Users size={28} />} title="There is no user yet" actions={make}>
              On this machine Carillon is open without a sign-in. Make an administrator before you open it to
              others.
            </EmptyState>
          }
        >
          {(users) => <UserTable users={users} />}
        </Listed>
      </Card>
      <InvitationList />
      {asked === 'user' && <NewUserDialog onClose={close} />}
      {asked === 'invitation' && <InviteDialog onClose={close} />}
    </SettingsSection>
  );
}
