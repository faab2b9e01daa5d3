'use client';

import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { faultOf, problemOf } from '@/api/problem';
import { Field, Input, NumberField } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import { fromRateDraft, toRateDraft } from './lane-rate';
import { LaneRateFields } from './lane-rate-fields';
import { useSaveLaneMutation } from './lanes.api';

/** Makes a lane. */
export function LaneForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [limit, setLimit] = useState('1');
  const [rate, setRate] = useState(() => toRateDraft(null));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saveLane, { isLoading }] = useSaveLaneMutation();
  const save = async (): Promise<void> => {
    const saved = await saveLane({
      name: name.trim(),
      concurrencyLimit: Number(limit),
      rateLimit: fromRateDraft(rate),
    });
    if (saved.error !== undefined) return setProblem(problemOf(saved.error));
    notify(`Lane ${saved.data.name} is made.`);
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title="New lane"
      description="Tasks are put into it in their delivery settings."
      action="Make the lane"
      busy={isLoading}
      incomplete={name.trim() === ''}
      problem={problem}
      onSubmit={save}
    >
      <Field label="Name" error={faultOf(problem, 'name')} hint="As it stands in tasks: billing, reports.">
        <Input
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <NumberField
        label="Runs at once"
        error={faultOf(problem, 'concurrencyLimit')}
        hint="1 is a serial lane: strictly one after the other. A lane of the same name gets these limits."
        min={1}
        max={10_000}
        value={limit}
        onChange={setLimit}
      />
      <LaneRateFields draft={rate} onChange={setRate} problem={problem} />
    </FormDialog>
  );
}
