'use client';

import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { usePauseLaneMutation, useResumeLaneMutation } from './lanes.api';

/** Asks why before a lane is held back: who finds it paused is told. */
export function PauseLaneDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [pauseLane, { isLoading }] = usePauseLaneMutation();
  const [resumeLane] = useResumeLaneMutation();
  const pause = async (): Promise<void> => {
    const words = reason.trim();
    const { error } = await pauseLane({ name, ...(words !== '' && { reason: words }) });
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`Lane ${name} is paused.`, () => void resumeLane(name));
  };
  return (
    <FormDialog
      onClose={onClose}
      title={`Pause lane ${name}`}
      description="No more of its runs begin. Those under way go on; what becomes due waits in the lane."
      action="Pause the lane"
      busy={isLoading}
      onSubmit={pause}
    >
      <Field label="Reason" hint="Shown to everybody while it is paused. May be left empty.">
        <Input value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
