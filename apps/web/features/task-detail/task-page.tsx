'use client';

import { SearchX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { useShortcuts } from '@/features/shell/shortcuts';
import { hostOf, isOn } from '@/features/tasks/task-state';
import type { Task } from '@/features/tasks/tasks.api';
import { useTaskQuery } from '@/features/tasks/tasks.api';
import { useTaskActions } from '@/features/tasks/use-task-actions';
import { noRow } from '@/features/url/use-active-row';
import { useQueryState } from '@/features/url/use-query-state';
import { Badge } from '@/ui/badge';
import { ButtonLink } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import { Page } from '@/ui/page';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { lookOf, taskLooks, TaskStatus } from '@/ui/status';
import { Tabs } from '@/ui/tabs';
import { OverviewTab } from './overview-tab';
import { TaskButtons } from './task-buttons';
import { TaskMarks } from './task-marks';

const TabComes = () => <LoadingRows label="Loading the tab" />;
const RunsTab = onDemand(() => import('./runs-tab').then((module) => module.RunsTab), TabComes);
const RequestTab = onDemand(() => import('./request-tab').then((module) => module.RequestTab), TabComes);
const SettingsTab = onDemand(() => import('./settings-tab').then((module) => module.SettingsTab), TabComes);
const HistoryTab = onDemand(() => import('./history-tab').then((module) => module.HistoryTab), TabComes);

const trail = [{ label: 'Tasks', href: '/tasks' }];

/** One task: how it does, what it did, what it is told, and who told it. */
export function TaskPage({ id }: { id: string }) {
  const { data: task, error, refetch } = useTaskQuery(id);
  if (task !== undefined) return <FoundTask task={task} error={error} onRetry={() => void refetch()} />;
  if (error === undefined) {
    return (
      <Page title="Task" trail={trail}>
        <LoadingRows rows={8} label="Loading the task" />
      </Page>
    );
  }
  const problem = problemOf(error);
  return (
    <Page title="Task" trail={trail}>
      {problem.status === 404 ? (
        <EmptyState
          icon={<SearchX size={28} />}
          title="There is no such task"
          actions={<ButtonLink href="/tasks">All tasks</ButtonLink>}
        >
          It was deleted, or the address is not right.
        </EmptyState>
      ) : (
        <ProblemPanel problem={problem} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

interface FoundTaskProps {
  task: Task;
  /** Of reading it again. */
  error: unknown;
  onRetry: () => void;
}

function FoundTask({ task, error, onRetry }: FoundTaskProps) {
  const problem = error === undefined ? null : problemOf(error);
  const isGone = problem?.status === 404;
  return (
    <Page
      title={task.taskName}
      documentTitle={`${lookOf(taskLooks, task.taskStatus).label} · ${task.taskName}`}
      trail={trail}
      badge={
        <span aria-live="polite" className="flex flex-wrap items-center gap-2">
          <TaskStatus status={task.taskStatus} />
          {task.archivedAt !== null && <Badge tone="muted">Archived</Badge>}
          {task.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      }
      description={
        <span className="font-mono text-xs break-all">
          {task.httpMethod} {hostOf(task.webhookUrl)}
        </span>
      }
      actions={!isGone && <TaskActionBar task={task} />}
    >
      {isGone && (
        <div role="status" className="bg-warning-soft text-warning rounded-md px-4 py-2.5 font-medium">
          This task was deleted, with its runs. What you see was read before.
        </div>
      )}
      {problem !== null && !isGone && <StaleBanner problem={problem} onRetry={onRetry} />}
      {!isGone && <TaskMarks task={task} />}
      <TaskTabs task={task} />
    </Page>
  );
}

function TaskActionBar({ task }: { task: Task }) {
  const { whyNot } = useRole();
  const { runNow, pause, resume } = useTaskActions();
  const { set } = useQueryState();
  const router = useRouter();
  const mayNot = whyNot('operator');
  const on = isOn(task);
  const isInUse = task.archivedAt === null;
  const shortcuts = useMemo(
    () => ({
      ...(mayNot === null &&
        isInUse && {
          'Shift+r': { does: 'Run the task now', run: () => void runNow(task) },
          p: {
            does: on ? 'Pause the task' : 'Resume the task',
            run: () => void (on ? pause(task) : resume(task)),
          },
          e: { does: 'Edit the task', run: () => router.push(`/tasks/${task.id}/edit`) },
        }),
      ...Object.fromEntries(
        tabIds.map((id, index) => [
          String(index + 1),
          { does: `Show the ${id} of the task`, run: () => set({ tab: index === 0 ? null : id, ...noRow }) },
        ]),
      ),
    }),
    [mayNot, isInUse, on, pause, resume, router, runNow, set, task],
  );
  useShortcuts(shortcuts);
  return <TaskButtons task={task} />;
}

const tabIds = ['overview', 'runs', 'request', 'settings', 'history'] as const;

function TaskTabs({ task }: { task: Task }) {
  const { get, set } = useQueryState();
  const asked = get('tab');
  const tab = tabIds.find((id) => id === asked) ?? 'overview';
  return (
    <div data-testid="task-details" className="min-w-0">
      <Tabs
        label="Task"
        value={tab}
        onChange={(id) => set({ tab: id === 'overview' ? null : id, ...noRow }, 'push')}
        tabs={[
          { id: 'overview', label: 'Overview', content: <OverviewTab task={task} /> },
          { id: 'runs', label: 'Runs', content: <RunsTab task={task} /> },
          { id: 'request', label: 'Request', content: <RequestTab task={task} /> },
          { id: 'settings', label: 'Settings', content: <SettingsTab task={task} /> },
          { id: 'history', label: 'History', content: <HistoryTab task={task} /> },
        ]}
      />
    </div>
  );
}
