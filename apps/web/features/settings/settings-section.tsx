'use client';

import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Role } from '@/features/session/use-role';
import { useRole } from '@/features/session/use-role';
import { Page } from '@/ui/page';
import { EmptyState, LoadingRows } from '@/ui/states';

export interface SettingsSectionProps {
  title: string;
  /** What is done here, in a sentence. */
  lead: ReactNode;
  /** The least role that sees anything; nothing is asked of the API below it. */
  needs?: Role;
  actions?: ReactNode;
  children: ReactNode;
}

/** One section of the settings, or who may see it. */
export function SettingsSection({ title, lead, needs = 'viewer', actions, children }: SettingsSectionProps) {
  const access = useRole();
  const isOpen = access.may(needs);
  return (
    <Page
      title={title}
      documentTitle={`${title} · Settings`}
      description={lead}
      actions={isOpen ? actions : undefined}
    >
      {access.role === null ? (
        <LoadingRows />
      ) : isOpen ? (
        children
      ) : (
        <EmptyState icon={<Lock size={28} />} title={`This takes the role ${needs}`}>
          Yours is {access.role}. An administrator gives roles, under Settings, Users and roles.
        </EmptyState>
      )}
    </Page>
  );
}
