'use client';

import { Download } from 'lucide-react';
import { Button } from '@/ui/button';
import type { MenuProps } from '@/ui/menu';
import { Menu } from '@/ui/menu';

export interface ExportMenuProps {
  of: 'tasks' | 'runs' | 'audit';
  /** In the language of filters, or what the address asks for by name. */
  filter: string | Readonly<Record<string, string>>;
  /** What else the menu offers. */
  more?: MenuProps['groups'];
}

/** Saves all that a filter leaves as a file. */
export function ExportMenu({ of, filter, more = [] }: ExportMenuProps) {
  const save = (format: 'csv' | 'json') => (): void => {
    const asked = typeof filter === 'string' ? (filter === '' ? {} : { filter }) : filter;
    const query = new URLSearchParams(asked).toString();
    window.location.assign(`/api/exports/${of}.${format}${query === '' ? '' : `?${query}`}`);
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
