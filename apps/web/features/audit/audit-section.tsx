'use client';

import { FileClock } from 'lucide-react';
import { useState } from 'react';
import { ExportMenu } from '@/features/filter/export-menu';
import { useRole } from '@/features/session/use-role';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { useQueryState } from '@/features/url/use-query-state';
import { useAppSelector } from '@/store';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/states';
import { AuditDetails } from './audit-details';
import { AuditFilters, filterOf } from './audit-filters';
import { AuditTable } from './audit-table';
import type { AuditEntry } from './audit.api';
import { useAuditPagesInfiniteQuery } from './audit.api';

/** Who did what, and from where. */
export function AuditSection() {
  const { may } = useRole();
  const state = useQueryState();
  const limit = useAppSelector(({ preferences }) => preferences.pageSize);
  const filter = filterOf(state);
  const query = useAuditPagesInfiniteQuery({ ...filter, limit }, { skip: !may('admin') });
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <SettingsSection
      title="Audit log"
      needs="admin"
      lead="Every change that somebody made, every sign-in, and every look at a signing secret. It is only ever added to."
      actions={may('admin') && <ExportMenu of="audit" filter={filter} />}
    >
      <Card flush>
        <AuditFilters />
        <Listed
          query={query}
          what="entries"
          empty={
            <EmptyState
              icon={<FileClock size={28} />}
              title={isFiltered ? 'Nothing matches' : 'Nothing has been done yet'}
              actions={
                isFiltered && (
                  <Button
                    onClick={() =>
                      state.set({ actor: null, action: null, subjectType: null, subjectId: null })
                    }
                  >
                    Clear the filter
                  </Button>
                )
              }
            >
              {isFiltered
                ? `No entry has ${Object.entries(filter)
                    .map(([name, value]) => `${filterNames[name as keyof typeof filter]} “${value}”`)
                    .join(' and ')}. Values are compared whole.`
                : 'Changes show up here as soon as they are made.'}
            </EmptyState>
          }
        >
          {(rows) => <AuditTable entries={rows} onOpen={setOpened} />}
        </Listed>
      </Card>
      {opened !== null && <AuditDetails entry={opened} onClose={() => setOpened(null)} />}
    </SettingsSection>
  );
}

const filterNames = {
  actor: 'the actor',
  action: 'the action',
  subjectType: 'the kind',
  subjectId: 'the id',
};
