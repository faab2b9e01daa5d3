'use client';

import { FileUp, Layers, Plus } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { BulkBar } from '@/features/bulk-operations/bulk-bar';
import { ExportMenu } from '@/features/filter/export-menu';
import { FilteredTable } from '@/features/filter/filtered-table';
import { withValues } from '@/features/filter/filter-terms';
import { SavedViews } from '@/features/saved-views/saved-views';
import { useRole } from '@/features/session/use-role';
import { viewOf } from '@/features/url/address';
import { useRowPanel } from '@/features/url/use-row-panel';
import { useAppSelector } from '@/store';
import { Button, ButtonLink } from '@/ui/button';
import type { Column, RowShortcuts } from '@/ui/data-table';
import { TableOptions } from '@/ui/data-table-options';
import { useSelection } from '@/ui/data-table-selection';
import { SortChoice } from '@/ui/data-table-sort';
import { onDemand } from '@/ui/on-demand';
import { Page } from '@/ui/page';
import { PanelComes, WithPanel } from '@/ui/side-panel';
import { Renaming, useRenamingState } from './renaming';
import { TaskCard } from './task-card';
import { taskColumns } from './task-columns';
import { NoTasks } from './task-list-empty';
import { TaskListFilters } from './task-list-filters';
import type { TaskQuestion } from './task-questions';
import { TaskQuestions } from './task-questions';
import { isOn } from './task-state';
import type { Task } from './tasks.api';
import { useTaskActions } from './use-task-actions';
import { useTaskListState } from './use-task-list';
import { useTaskTable } from './use-task-table';

const TaskPanel = onDemand(
  () => import('@/features/task-detail/task-panel').then((module) => module.TaskPanel),
  PanelComes,
);

/** All tasks, with what became of them last and what comes next. */
export function TaskList() {
  const { filter, setFilter, sort, setSort, group, setGroup } = useTaskListState();
  const { table, problem, fault, refetch, readers } = useTaskTable({ filter, sort, group });
  const selection = useSelection();
  const [question, setQuestion] = useState<TaskQuestion | null>(null);
  const onTag = useCallback(
    (tag: string) => setFilter(withValues(filter, 'tag', [tag])),
    [filter, setFilter],
  );
  const columns = useColumns(onTag, setQuestion);
  const { may } = useRole();
  const renaming = useRenamingState(may('operator'));
  const rowShortcuts = useRowActions(renaming.start);
  const { table: active, panel } = useRowPanel(hrefOf);
  const { clear } = selection;
  // What was ticked among others is not what would be acted on here.
  useEffect(() => clear(), [filter, clear]);

  return (
    <Page title="Tasks" actions={<ListActions filter={filter} columns={columns} />}>
      <TaskListFilters
        filter={filter}
        onChange={setFilter}
        error={fault}
        mayCount={!table.isLoading}
        group={group}
        onGroup={setGroup}
        sortChoice={<SortChoice columns={columns} sort={sort} onSort={setSort} />}
      />
      {readers}
      <WithPanel panel={panel && <TaskPanel {...panel} />}>
        <Renaming value={renaming}>
          <FilteredTable
            {...table}
            problem={problem}
            fault={fault}
            onRetry={() => void refetch()}
            name="tasks"
            caption="Tasks"
            noun="task"
            columns={columns}
            keyOf={keyOf}
            labelOf={labelOf}
            sort={sort}
            onSort={setSort}
            selection={selection}
            {...active}
            rowShortcuts={rowShortcuts}
            renderCard={(task) => <TaskCard task={task} onAsk={setQuestion} />}
            empty={<NoTasks filter={filter} onClear={() => setFilter('')} />}
          />
        </Renaming>
      </WithPanel>
      {selection.keys.size > 0 && (
        <BulkBar ids={selection.keys} filter={filter} matching={table.total} onClear={clear} />
      )}
      <TaskQuestions question={question} onClose={() => setQuestion(null)} />
    </Page>
  );
}

const hrefOf = (id: string): string => `/tasks/${id}`;
const keyOf = ({ id }: Task): string => id;
const labelOf = ({ taskName }: Task): string => taskName;

function useColumns(
  onTag: (tag: string) => void,
  onAsk: (question: TaskQuestion) => void,
): readonly Column<Task>[] {
  const isCompact = useAppSelector((state) => state.preferences.density === 'compact');
  return useMemo(() => taskColumns({ isCompact, onTag, onAsk }), [isCompact, onTag, onAsk]);
}

/** What the keys do with the row where one is. */
function useRowActions(rename: (id: string) => void) {
  const router = useRouter();
  const { may } = useRole();
  const isOperator = may('operator');
  const { runNow, pause, resume } = useTaskActions();
  return useMemo(() => {
    const acts: RowShortcuts<Task> = {
      p: { does: 'Pause or resume the task', run: (task) => void (isOn(task) ? pause(task) : resume(task)) },
      'Shift+r': { does: 'Run the task now', run: (task) => void runNow(task) },
      F2: { does: 'Rename the task', run: ({ id }) => rename(id) },
      e: { does: 'Edit the task', run: ({ id }) => router.push(`/tasks/${id}/edit`) },
    };
    const rowShortcuts: RowShortcuts<Task> = {
      ...(isOperator && acts),
      '.': {
        does: 'Open the menu of the row',
        run: ({ id }) => document.querySelector<HTMLElement>(`[data-row-menu="${id}"]`)?.click(),
      },
    };
    return rowShortcuts;
  }, [router, isOperator, pause, resume, runNow, rename]);
}

function ListActions({ filter, columns }: { filter: string; columns: readonly Column<Task>[] }) {
  const router = useRouter();
  const params = useSearchParams();
  const { may, whyNot } = useRole();
  const why = whyNot('operator');
  return (
    <>
      <SavedViews path="/tasks" query={viewOf(params)} />
      <ExportMenu
        of="tasks"
        filter={filter}
        more={[
          [
            {
              label: 'Bulk operations',
              icon: <Layers size={14} />,
              onSelect: () => router.push('/bulk-operations'),
            },
            ...(may('operator')
              ? [
                  {
                    label: 'Make many, from a list or a crontab',
                    icon: <FileUp size={14} />,
                    onSelect: () => router.push('/settings/import-export'),
                  },
                ]
              : []),
          ],
        ]}
      />
      <TableOptions name="tasks" columns={columns} withPageSize />
      {may('operator') ? (
        <ButtonLink look="primary" href="/tasks/new" icon={<Plus size={14} />} data-testid="create-task">
          New task
        </ButtonLink>
      ) : (
        <Button
          look="primary"
          icon={<Plus size={14} />}
          disabled
          title={why ?? undefined}
          data-testid="create-task"
        >
          New task
        </Button>
      )}
    </>
  );
}
