'use client';

import type { ReactNode } from 'react';
import { formatDuration } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { RunStatus } from '@/ui/status';
import { RunName, RunNote, tookMs } from './run-columns';
import { statusDetail } from './run-state-words';
import type { Run } from './runs.api';

/** A run of the list, where there is no room for columns. */
export function RunCard({ run, menu }: { run: Run; menu?: ReactNode }) {
  const took = tookMs(run);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex min-w-0 items-start gap-2">
        <div className="min-w-0 flex-1">
          <RunName run={run} />
        </div>
        {menu}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
        <RunStatus status={run.runStatus} detail={statusDetail(run)} />
        <Instant at={run.scheduledFor} className="text-ink-soft" />
        {took !== null && <span className="text-ink-soft">{formatDuration(took)}</span>}
      </div>
      {(run.error !== null || run.runStatus === 'retrying') && (
        <div className="text-xs">
          <RunNote run={run} />
        </div>
      )}
    </div>
  );
}
