import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRole } from '@/features/session/use-role';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';
import { EmptyState, LoadingRows } from '@/ui/states';
import { trail } from './trail';

/** The wizard is for those who may save what it makes: others are told before they write anything. */
export function ForOperators({ title, children }: { title: string; children: ReactNode }) {
  const { role, may } = useRole();
  if (may('operator')) return children;
  return (
    <Page title={title} trail={trail}>
      {role === null ? (
        <LoadingRows />
      ) : (
        <EmptyState
          icon={<Lock size={28} />}
          title="This takes the role operator"
          actions={<ButtonLink href="/tasks">To the tasks</ButtonLink>}
        >
          Yours is {role}. An administrator gives roles, under Settings, Users and roles.
        </EmptyState>
      )}
    </Page>
  );
}
