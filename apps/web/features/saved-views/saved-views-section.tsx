'use client';

import { Bookmark } from 'lucide-react';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/states';
import { SavedViewTable } from './saved-view-table';
import { useSavedViewPagesInfiniteQuery } from './saved-views.api';

/** The views that one keeps, and those that others share. */
export function SavedViewsSection() {
  const query = useSavedViewPagesInfiniteQuery();
  return (
    <SettingsSection
      title="Saved views"
      lead="Filters and orders of lists under a name: yours, and those that others share. They stand in the navigation."
    >
      <Card flush title="Views" note="By name">
        <Listed
          query={query}
          what="views"
          empty={
            <EmptyState icon={<Bookmark size={28} />} title="No view is kept">
              Filter, sort or group the tasks or the runs as you want to see them again; then choose Views,
              Keep this view.
            </EmptyState>
          }
        >
          {(views) => <SavedViewTable views={views} />}
        </Listed>
      </Card>
    </SettingsSection>
  );
}
