'use client';

import { useWatch } from 'react-hook-form';
import { TextField } from './fields';
import type { TaskForm } from './task-form';
import { useNamesakesQuery } from './task-wizard.api';
import { useSettled } from '@/features/schedules/use-settled';

/** Names need not be unique, but two alike are hard to tell apart. */
export function NameField({ ownId }: { ownId: string | null }) {
  const name = useWatch<TaskForm, 'taskName'>({ name: 'taskName' });
  const settled = useSettled(name.trim(), 400);
  const { data } = useNamesakesQuery(settled, { skip: settled === '' });
  const hasNamesake =
    data?.items.some(
      ({ id, taskName }) => id !== ownId && taskName.toLowerCase() === settled.toLowerCase(),
    ) ?? false;
  return (
    <TextField
      name="taskName"
      placeholder="Send the invoices"
      hint={
        settled !== '' && hasNamesake ? (
          <span className="text-warning">
            Another task has this name. It may, but two are hard to tell apart.
          </span>
        ) : undefined
      }
    />
  );
}
