'use client';

import { skipToken } from '@reduxjs/toolkit/query';
import { useSigningSecretPagesInfiniteQuery } from '@/features/secrets/signing-secrets.api';
import type { Task } from '@/features/tasks/tasks.api';
import { Instant } from '@/features/time/time';
import { Card } from '@/ui/card';
import { KeyValues } from '@/ui/key-values';
import { settingsInWords } from './settings-words';

/** What the task is told to do, in words. */
export function SettingsTab({ task }: { task: Task }) {
  const { signingSecretId } = task;
  const { data } = useSigningSecretPagesInfiniteQuery(signingSecretId === null ? skipToken : undefined);
  const signingSecret = data?.pages.flatMap(({ items }) => items).find(({ id }) => id === signingSecretId);
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      {settingsInWords(task, signingSecret?.name ?? null).map(({ title, settings }) => (
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
