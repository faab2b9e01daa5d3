'use client';

import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { faultOf, problemOf } from '@/api/problem';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import { laneMode, runsIn } from './lane-figures';
import type { Lane } from './lanes.api';
import { useLanePagesInfiniteQuery, useMoveLaneRunsMutation } from './lanes.api';

/** Asks where to put the runs that wait for their turn in a lane. */
export function MoveRunsDialog({ lane: { name, counts }, onClose }: { lane: Lane; onClose: () => void }) {
  const [to, setTo] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const { data } = useLanePagesInfiniteQuery();
  const [moveRuns, { isLoading }] = useMoveLaneRunsMutation();
  // Those that are on the page; of very many, any other can be written.
  const others = (data?.pages ?? []).flatMap(({ items }) => items).filter((lane) => lane.name !== name);
  const move = async (): Promise<void> => {
    const moved = await moveRuns({ name, to: to.trim() });
    if (moved.error !== undefined) return setProblem(problemOf(moved.error));
    notify(`${runsIn(moved.data.moved)} moved to lane ${moved.data.lane}.`);
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={`Move the waiting runs of ${name}`}
      description={`${runsIn(counts.held)} waiting for a turn here will wait in another lane. Runs that are under way stay, and so do the tasks: their next runs come here again. While both lanes work, runs of one task may be under way in both.`}
      action="Move the runs"
      busy={isLoading}
      incomplete={to.trim() === ''}
      problem={problem}
      onSubmit={move}
    >
      <Field label="To lane" error={faultOf(problem, 'to')} hint="One that exists.">
        <Input
          value={to}
          list="lanes-to-move-to"
          autoComplete="off"
          maxLength={200}
          onChange={(event) => setTo(event.target.value)}
        />
      </Field>
      <datalist id="lanes-to-move-to">
        {others.map((lane) => (
          <option key={lane.name} value={lane.name}>
            {laneMode(lane)}
          </option>
        ))}
      </datalist>
    </FormDialog>
  );
}
