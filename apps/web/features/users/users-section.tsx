'use client';

import { Users } from 'lucide-react';
import { useState } from 'react';
import { NewButton } from '@/features/session/new-button';
import { useRole } from '@/features/session/use-role';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/states';
import { NewUserDialog } from './new-user-dialog';
import { UserTable } from './user-table';
import { useUserPagesInfiniteQuery } from './users.api';

/** Who may sign in, and as what. */
export function UsersSection() {
  const { may } = useRole();
  const query = useUserPagesInfiniteQuery(undefined, { skip: !may('admin') });
  const [isMaking, setMaking] = useState(false);
  const make = <NewButton label="New user" onClick={() => setMaking(true)} />;
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
      {isMaking && <NewUserDialog onClose={() => setMaking(false)} />}
    </SettingsSection>
  );
}
