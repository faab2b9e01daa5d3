'use client';

import { ArchiveRestore, BellOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRole } from '@/features/session/use-role';
import type { Task } from '@/features/tasks/tasks.api';
import { useTaskActions } from '@/features/tasks/use-task-actions';
import { Ago } from '@/features/time/time';
import { Button } from '@/ui/button';

/** What people have noted of a task, above all else: that it is archived, that they know of its failure. */
export function TaskMarks({ task }: { task: Task }) {
  const { withdraw, unarchive } = useTaskActions();
  const { archivedAt, acknowledgement } = task;
  if (archivedAt !== null) {
    return (
      <Mark
        icon={<ArchiveRestore size={16} aria-hidden />}
        action="Take it back"
        onAct={() => unarchive(task)}
        title={
          <>
            Archived <Ago at={archivedAt} />
          </>
        }
      >
        It does not run, cannot be edited, and is in no list. Taken back, it is paused.
      </Mark>
    );
  }
  if (acknowledgement === null) return null;
  return (
    <Mark
      icon={<BellOff size={16} aria-hidden />}
      action="Withdraw"
      onAct={() => withdraw(task)}
      title={
        <>
          {acknowledgement.by} knows of this failure, since <Ago at={acknowledgement.at} />
        </>
      }
    >
      {acknowledgement.note ?? 'No note was left.'}
    </Mark>
  );
}

interface MarkProps {
  icon: ReactNode;
  title: ReactNode;
  /** What the button says. */
  action: string;
  onAct: () => Promise<void>;
  children: ReactNode;
}

function Mark({ icon, title, action, onAct, children }: MarkProps) {
  const { may, whyNot } = useRole();
  return (
    <div
      role="status"
      className="bg-muted-soft border-line flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border px-4 py-2.5"
    >
      <span className="text-ink-soft shrink-0">{icon}</span>
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{title}</p>
        <p className="text-ink-soft break-words">{children}</p>
      </div>
      <Button
        disabled={!may('operator')}
        title={whyNot('operator') ?? undefined}
        onClick={() => void onAct()}
      >
        {action}
      </Button>
    </div>
  );
}
