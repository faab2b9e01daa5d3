'use client';

import { Link } from '@/ui/link';
import { TaskStatus } from '@/ui/status';
import { RenameField } from './rename-field';
import { useRenaming } from './renaming';
import { LastRunCell, NextRunCell, OutcomesCell, ScheduleCell, TargetCell } from './task-cells';
import type { TaskQuestion } from './task-questions';
import { TaskRowMenu } from './task-row-menu';
import { TaskSwitch } from './task-switch';
import type { Task } from './tasks.api';

/** A task of the list, where there is no room for columns. */
export function TaskCard({ task, onAsk }: { task: Task; onAsk: (question: TaskQuestion) => void }) {
  const { isRenaming, stop } = useRenaming(task.id);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex min-w-0 items-start gap-2">
        {isRenaming ? (
          <div className="min-w-0 flex-1">
            <RenameField task={task} isCompact onDone={stop} />
          </div>
        ) : (
          <Link href={`/tasks/${task.id}`} className="min-w-0 flex-1 py-0.5 font-medium break-words">
            {task.taskName}
          </Link>
        )}
        <TaskSwitch task={task} />
        <TaskRowMenu task={task} onAsk={onAsk} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TaskStatus status={task.taskStatus} />
        <LastRunCell task={task} isCompact />
      </div>
      <div className="text-ink-soft min-w-0 text-xs">
        <ScheduleCell task={task} isCompact />
        <TargetCell task={task} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-xs">
        <OutcomesCell task={task} />
        <span className="text-ink-soft">
          <NextRunCell task={task} isCompact />
        </span>
      </div>
    </div>
  );
}
