'use client';

import { AcknowledgeTasks } from '@/features/acknowledgement/acknowledge-tasks';
import type { TimeWindow } from '@/features/charts/time-window';
import { useFailureGroupQuery } from './failures.api';

export interface AcknowledgeGroupProps {
  window: TimeWindow;
  fingerprint: string;
  onClose: () => void;
}

/** Acknowledges all tasks of a group that have failed, also those that it does not list. */
export function AcknowledgeGroup({ window, fingerprint, onClose }: AcknowledgeGroupProps) {
  const { currentData: group } = useFailureGroupQuery({ window, fingerprint });
  const ids = group?.tasks.filter(({ taskStatus }) => taskStatus === 'failed').map(({ id }) => id);
  return (
    <AcknowledgeTasks
      count={ids?.length}
      target={{ ids: ids ?? [] }}
      filter={null}
      onClose={onClose}
      onStarted={onClose}
    />
  );
}
