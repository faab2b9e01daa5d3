'use client';

import type { Task } from '@/features/tasks/tasks.api';
import { Instant } from '@/features/time/time';
import { Card } from '@/ui/card';
import { KeyValues } from '@/ui/key-values';
import { settingsInWords } from './settings-words';

/** What the task is told to do, in words. */
export function SettingsTab({ task }: { task: Task }) {
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      {settingsInWords(task).map(({ title, settings }) => (
        <Card key={title} title={title}>
          <KeyValues
            items={settings.map(({ name, value, at }) => ({
              name,
              value: at === undefined ? value : <Instant at={at} taskZone={task.timeZone} />,
            }))}
          />
        </Card>
      ))}
    </div>
  );
}
