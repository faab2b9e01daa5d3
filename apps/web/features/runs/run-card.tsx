'use client';

import { formatDuration } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { RunStatus } from '@/ui/status';
import { RunName, RunNote, statusDetail, tookMs } from './run-columns';
import type { Run } from './runs.api';

/** A run of the list, where there is no room for columns. */
export function RunCard({ run }: { run: Run }) {
  const took = tookMs(run);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <RunName run={run} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
        <RunStatus status={run.runStatus} detail={statusDetail(run)} />
        <Instant at={run.scheduledFor} className="text-ink-soft" />
        {took !== null && <span className="text-ink-soft">{formatDuration(took)}</span>}
      </div>
      {run.error !== null && (
        <div className="text-xs">
          <RunNote run={run} />
        </div>
      )}
    </div>
  );
}
