import { Instant } from '@/features/time/time';
import type { Column } from '@/ui/data-table';
import { TaskStatus } from '@/ui/status';
import {
  LaneCell,
  LastErrorCell,
  LastRunCell,
  NameCell,
  NextRunCell,
  OutcomesCell,
  PriorityCell,
  ScheduleCell,
  SuccessCell,
  TargetCell,
} from './task-cells';
import type { TaskQuestion } from './task-questions';
import { TaskRowMenu } from './task-row-menu';
import { TaskSwitch } from './task-switch';
import type { Task } from './tasks.api';

export interface TaskColumnsOptions {
  isCompact: boolean;
  onTag: (tag: string) => void;
  onAsk: (question: TaskQuestion) => void;
}

/** Hidden until somebody asks for them. */
const extras: readonly Column<Task>[] = [
  {
    id: 'priority',
    label: 'Priority',
    width: 88,
    sort: 'priority',
    isExtra: true,
    cell: (task) => <PriorityCell task={task} />,
  },
  {
    id: 'createdAt',
    label: 'Created',
    width: 130,
    sort: 'createdAt',
    sortFirst: 'descending',
    isExtra: true,
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
  {
    id: 'updatedAt',
    label: 'Changed',
    width: 130,
    sort: 'updatedAt',
    sortFirst: 'descending',
    isExtra: true,
    cell: ({ updatedAt }) => <Instant at={updatedAt} />,
  },
];

/** The columns of the list of tasks, from left to right. */
export function taskColumns({ isCompact, onTag, onAsk }: TaskColumnsOptions): readonly Column<Task>[] {
  return [
    {
      id: 'status',
      label: 'Status',
      width: 116,
      sort: 'taskStatus',
      cell: ({ taskStatus }) => <TaskStatus status={taskStatus} />,
    },
    {
      id: 'name',
      label: 'Name',
      width: 140,
      grow: true,
      sort: 'taskName',
      isRowHeader: true,
      isFixed: true,
      cell: (task) => <NameCell task={task} isCompact={isCompact} onTag={onTag} />,
    },
    {
      id: 'schedule',
      label: 'Schedule',
      from: 1024,
      width: 134,
      grow: true,
      sort: 'taskSchedule',
      cell: (task) => <ScheduleCell task={task} isCompact={isCompact} />,
    },
    {
      id: 'target',
      label: 'Target',
      from: 1536,
      width: 130,
      sort: 'host',
      cell: (task) => <TargetCell task={task} />,
    },
    {
      id: 'lane',
      label: 'Lane',
      from: 1280,
      width: 88,
      sort: 'lane',
      cell: (task) => <LaneCell task={task} isCompact={isCompact} />,
    },
    {
      id: 'lastRun',
      label: 'Last run',
      width: 140,
      sort: 'lastRunAt',
      sortFirst: 'descending',
      cell: (task) => <LastRunCell task={task} isCompact={isCompact} />,
    },
    {
      id: 'outcomes',
      label: 'Last 20 runs',
      from: 1280,
      width: 120,
      cell: (task) => <OutcomesCell task={task} />,
    },
    {
      id: 'nextRun',
      label: 'Next run',
      from: 768,
      width: 132,
      sort: 'nextRunAt',
      cell: (task) => <NextRunCell task={task} isCompact={isCompact} />,
    },
    {
      id: 'success',
      label: 'Success of 20',
      from: 1440,
      width: 100,
      align: 'end',
      cell: (task) => <SuccessCell task={task} />,
    },
    {
      id: 'error',
      label: 'Last error',
      width: 180,
      isExtra: true,
      cell: (task) => <LastErrorCell task={task} />,
    },
    ...extras,
    { id: 'enabled', label: 'On', from: 768, width: 54, cell: (task) => <TaskSwitch task={task} /> },
    {
      id: 'menu',
      label: 'Actions',
      hideLabel: true,
      width: 40,
      isFixed: true,
      cell: (task) => <TaskRowMenu task={task} onAsk={onAsk} />,
    },
  ];
}
