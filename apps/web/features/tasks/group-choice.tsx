'use client';

import { useId } from 'react';
import { Select } from '@/ui/field';
import type { TaskGrouping } from './use-task-list';
import { groupings } from './use-task-list';

const labels: Record<TaskGrouping, string> = { tag: 'Tag', host: 'Host', lane: 'Lane' };

/** By what the list is grouped; the address keeps it. */
export function GroupChoice({
  value,
  onChange,
}: {
  value: TaskGrouping | null;
  onChange: (group: TaskGrouping | null) => void;
}) {
  const id = useId();
  return (
    <div className="flex shrink-0 items-center gap-2">
      <label htmlFor={id} className="text-ink-soft whitespace-nowrap">
        Group by
      </label>
      <Select
        id={id}
        value={value ?? ''}
        onChange={({ target }) => onChange(groupings.find((each) => each === target.value) ?? null)}
        className="max-w-32"
      >
        <option value="">None</option>
        {groupings.map((each) => (
          <option key={each} value={each}>
            {labels[each]}
          </option>
        ))}
      </Select>
    </div>
  );
}
