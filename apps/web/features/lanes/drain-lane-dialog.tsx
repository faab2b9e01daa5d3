'use client';

import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { formatNumber } from '@/features/time/format-time';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { notBegun, runsIn } from './lane-figures';
import type { Lane } from './lanes.api';
import { useDrainLaneMutation } from './lanes.api';

/** More runs than this are not cancelled before their number was typed. */
const typedFrom = 20;

/** Asks before everything that waits in a lane is cancelled. */
export function DrainLaneDialog({ lane, onClose }: { lane: Lane; onClose: () => void }) {
  const { name } = lane;
  // What is asked about stays while one reads and types, whatever goes on in the lane.
  const [count] = useState(() => notBegun(lane));
  const [drain, { isLoading }] = useDrainLaneMutation();
  const confirm = async (): Promise<void> => {
    const { data, error } = await drain(name);
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`Lane ${name} is drained: ${runsIn(data.cancelled)} cancelled.`);
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={`Drain lane ${name}?`}
      description={`${formatNumber(count)} ${count === 1 ? 'run that has' : 'runs that have'} not begun will be cancelled, whatever waits by then. Those under way go on, and the schedules of the tasks stay.`}
      action={`Cancel ${runsIn(count)}`}
      busy={isLoading}
      typed={count > typedFrom ? String(count) : undefined}
    />
  );
}
