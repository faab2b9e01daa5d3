'use client';

import { FileDown } from 'lucide-react';
import { useStore } from 'react-redux';
import { shownTasks } from '@/features/tasks/shown-tasks';
import type { State } from '@/store';
import { Button } from '@/ui/button';
import { writeJson } from '@/ui/exact-json';
import { saveFile } from '@/ui/save-file';
import type { BulkTarget } from './bulk-operations.api';

/** Saves what is ticked, as it is shown, or all that match, as the server streams it. */
export function ExportTasks({ target }: { target: BulkTarget }) {
  const store = useStore<State>();
  const save = (): void => {
    if ('filter' in target) {
      return window.location.assign(`/api/exports/tasks.json?filter=${encodeURIComponent(target.filter)}`);
    }
    const tasks = shownTasks(store.getState(), target.ids);
    saveFile({
      name: 'tasks.json',
      type: 'application/json',
      text: `${writeJson(tasks, 2)}\n`,
    });
  };
  return (
    <Button look="quiet" icon={<FileDown size={14} />} onClick={save}>
      Export JSON
    </Button>
  );
}
