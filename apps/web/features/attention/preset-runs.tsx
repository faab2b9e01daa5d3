'use client';

import { Link } from '@/ui/link';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import { ExportMenu } from '@/features/filter/export-menu';
import { RunCard } from '@/features/runs/run-card';
import { runColumns } from '@/features/runs/run-columns';
import type { Run } from '@/features/runs/runs.api';
import { newest, useRunRows } from '@/features/runs/use-run-list';
import { RunPanel } from '@/features/run-detail/run-panel-on-demand';
import { useQueryState } from '@/features/url/use-query-state';
import { useRowPanel } from '@/features/url/use-row-panel';
import { Card } from '@/ui/card';
import { DataTable } from '@/ui/data-table';
import { WithPanel } from '@/ui/side-panel';
import { EmptyState, ProblemPanel, StaleBanner } from '@/ui/states';
import type { Preset } from './presets';

/** The runs of a preset that were due in the window. */
export function PresetRuns({ preset, window }: { preset: Preset; window: TimeWindow }) {
  const { get, set } = useQueryState();
  const sort = get('sort') ?? newest;
  const filter = `${preset.filter} scheduled:<${window}`;
  const { problem, refetch, fault: _fault, isStill: _isStill, ...table } = useRunRows(filter, sort);
  const { table: active, panel, show } = useRowPanel(hrefOf);
  const hasNothing = problem !== null && table.isLoading;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="text-ink-soft min-w-0 flex-1 basis-80">
          {preset.words}{' '}
          <Link
            className="text-accent hover:underline"
            href={`/runs?${new URLSearchParams({ filter }).toString()}`}
          >
            Filter them further
          </Link>
        </p>
        <ExportMenu of="runs" filter={filter} />
      </div>
      {problem !== null && !hasNothing && <StaleBanner problem={problem} onRetry={() => void refetch()} />}
      <WithPanel panel={panel && <RunPanel {...panel} onNew={show} />}>
        <Card flush className="overflow-clip">
          {hasNothing ? (
            <ProblemPanel problem={problem} onRetry={() => void refetch()} />
          ) : (
            <DataTable
              {...table}
              {...active}
              sort={sort}
              onSort={(next) => set({ sort: next === newest ? null : next })}
              name="runs"
              caption={preset.label}
              noun="run"
              columns={runColumns}
              keyOf={keyOf}
              labelOf={labelOf}
              renderCard={(run) => <RunCard run={run} />}
              empty={<EmptyState title="None">No such run was due in {windowWords[window]}.</EmptyState>}
            />
          )}
        </Card>
      </WithPanel>
    </div>
  );
}

const hrefOf = (id: string): string => `/runs/${id}`;
const keyOf = ({ id }: Run): string => id;
const labelOf = ({ taskName, id }: Run): string => taskName ?? id;
