'use client';

import { History } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import type { Task } from '@/features/tasks/tasks.api';
import { formatInstant } from '@/features/time/format-time';
import { useShownClock } from '@/features/time/shown-clock';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import type { RestoredTask, TaskHistoryEntry } from './task-detail.api';
import { useRestoreTaskMutation } from './task-detail.api';

/** Gives a task the settings that it had after an entry of its history; nothing for whom it is not. */
export function RestoreButton({ task, entry }: { task: Task; entry: TaskHistoryEntry }) {
  const { may } = useRole();
  const clock = useShownClock();
  const [isAsking, setAsking] = useState(false);
  const [restore, { isLoading }] = useRestoreTaskMutation();
  if (!may('operator') || task.archivedAt !== null) return null;
  const when = formatInstant(entry.createdAt, clock, task.timeZone);
  const confirm = async (): Promise<void> => {
    const { data, error } = await restore({ id: task.id, historyId: entry.id, ifMatch: task.version });
    setAsking(false);
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(wordsOf(data));
  };
  return (
    <>
      <Button
        look="quiet"
        className="ml-auto h-6 px-2 text-xs"
        icon={<History size={12} aria-hidden />}
        aria-label={`Restore the settings of ${when}`}
        onClick={() => setAsking(true)}
      >
        Restore
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        look="primary"
        title={`Restore the settings of ${when}?`}
        description={`“${task.taskName}” gets back what was set then. Secrets, which its history masks, and whatever is not on record stay as they are now.`}
        action="Restore the settings"
        busy={isLoading}
        onConfirm={() => void confirm()}
      />
    </>
  );
}

function wordsOf({ restored, unknown }: RestoredTask): string {
  const kept = unknown.length === 0 ? '' : ` Not on record, so left: ${unknown.join(', ')}.`;
  if (restored.length === 0) return `Nothing was to be restored.${kept}`;
  return `Restored: ${restored.join(', ')}.${kept}`;
}
