'use client';

import { Link } from '@/ui/link';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import { ExportMenu } from '@/features/filter/export-menu';
import { RunCard } from '@/features/runs/run-card';
import { runColumns } from '@/features/runs/run-columns';
import type { Run } from '@/features/runs/runs.api';
import { useRunRows } from '@/features/runs/use-run-list';
import { Card } from '@/ui/card';
import { DataTable } from '@/ui/data-table';
import { EmptyState, ProblemPanel, StaleBanner } from '@/ui/states';
import type { Preset } from './presets';

/** The runs of a preset that were due in the window. */
export function PresetRuns({ preset, window }: { preset: Preset; window: TimeWindow }) {
  const router = useRouter();
  const filter = `${preset.filter} scheduled:<${window}`;
  const { problem, refetch, fault: _fault, isStill: _isStill, ...table } = useRunRows(filter, '-createdAt');
  const onOpen = useCallback(({ id }: Run) => router.push(`/runs/${id}`), [router]);
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
      <Card flush className="overflow-clip">
        {hasNothing ? (
          <ProblemPanel problem={problem} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            {...table}
            name="runs"
            caption={preset.label}
            noun="run"
            columns={runColumns}
            keyOf={keyOf}
            labelOf={labelOf}
            onOpen={onOpen}
            renderCard={(run) => <RunCard run={run} />}
            empty={<EmptyState title="None">No such run was due in {windowWords[window]}.</EmptyState>}
          />
        )}
      </Card>
    </div>
  );
}

const keyOf = ({ id }: Run): string => id;
const labelOf = ({ taskName, id }: Run): string => taskName ?? id;
