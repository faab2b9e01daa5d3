'use client';

import { Download } from 'lucide-react';
import { Button } from '@/ui/button';
import type { MenuProps } from '@/ui/menu';
import { Menu } from '@/ui/menu';

export interface ExportMenuProps {
  of: 'tasks' | 'runs';
  filter: string;
  /** What else the menu offers. */
  more?: MenuProps['groups'];
}

/** Saves all that a filter leaves as a file. */
export function ExportMenu({ of, filter, more = [] }: ExportMenuProps) {
  const save = (format: 'csv' | 'json') => (): void => {
    const query = filter === '' ? '' : `?filter=${encodeURIComponent(filter)}`;
    window.location.assign(`/api/exports/${of}.${format}${query}`);
  };
  return (
    <Menu
      trigger={<Button icon={<Download size={14} />}>Export</Button>}
      groups={[
        [
          { label: 'As CSV, what the filter shows', onSelect: save('csv') },
          { label: 'As JSON, what the filter shows', onSelect: save('json') },
        ],
        ...more,
      ]}
    />
  );
}
