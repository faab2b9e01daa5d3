'use client';

import { Bookmark, Check, Settings } from 'lucide-react';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { Button } from '@/ui/button';
import { Menu } from '@/ui/menu';
import { onDemand } from '@/ui/on-demand';
import type { ViewedPage } from './use-saved-views';
import { hrefOf, labelOf, useSavedViews } from './use-saved-views';

const KeepViewDialog = onDemand(() => import('./keep-view-dialog').then((module) => module.KeepViewDialog));

/** So many a menu shows; the settings have them all. */
const menuMax = 12;

export interface SavedViewsProps {
  /** Whose views they are. */
  path: ViewedPage;
  /** What the address of the page says now, without `?`. */
  query: string;
}

/** What a list shows and in which order, kept under a name: for oneself, or for everybody. */
export function SavedViews({ path, query }: SavedViewsProps) {
  const views = useSavedViews(path);
  const router = useRouter();
  const [isNaming, setNaming] = useState(false);
  return (
    <>
      <Menu
        trigger={<Button icon={<Bookmark size={14} />}>Views</Button>}
        groups={[
          views.slice(0, menuMax).map((view) => ({
            label: labelOf(view),
            icon: view.query === query ? <Check size={14} /> : null,
            onSelect: () => router.push(hrefOf(view)),
          })),
          [
            {
              label: 'Keep this view …',
              icon: <Bookmark size={14} />,
              onSelect: () => setNaming(true),
              disabledBecause: query === '' ? 'Filter or sort first: this is the list as it begins.' : null,
            },
            {
              label: views.length > menuMax ? `All ${views.length} views` : 'All views',
              icon: <Settings size={14} />,
              onSelect: () => router.push('/settings/saved-views'),
            },
          ],
        ]}
      />
      {isNaming && (
        <KeepViewDialog page={path} query={query} views={views} onClose={() => setNaming(false)} />
      )}
    </>
  );
}
