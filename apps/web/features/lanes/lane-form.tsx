'use client';

import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { notify } from '@/ui/notify';
import { useSaveLaneMutation } from './lanes.api';

/** Makes a lane. */
export function LaneForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [limit, setLimit] = useState('1');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saveLane, { isLoading }] = useSaveLaneMutation();
  const errorOf = (path: string): string | null =>
    problem?.fieldErrors.find((each) => each.path === path)?.message ?? null;
  const save = async (): Promise<void> => {
    const saved = await saveLane({ name: name.trim(), concurrencyLimit: Number(limit) });
    if (saved.error !== undefined) return setProblem(problemOf(saved.error));
    notify(`Lane ${saved.data.name} is made.`);
    onClose();
  };
  const isNamed = name.trim() !== '';
  return (
    <Dialog
      open
      onClose={onClose}
      title="New lane"
      description="Tasks are put into it in their delivery settings."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="lane-form" busy={isLoading} disabled={!isNamed}>
            Make the lane
          </Button>
        </>
      }
    >
      <form
        id="lane-form"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isNamed) void save();
        }}
      >
        <Field label="Name" error={errorOf('name')} hint="As it stands in tasks: billing, reports.">
          <Input
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field
          label="Runs at once"
          error={errorOf('concurrencyLimit')}
          hint="1 is a serial lane: strictly one after the other. A lane of the same name gets this limit."
        >
          <Input
            type="number"
            min={1}
            max={10_000}
            value={limit}
            onChange={(event) => setLimit(event.target.value)}
          />
        </Field>
        {problem !== null && problem.fieldErrors.length === 0 && (
          <p role="alert" className="text-danger">
            {problem.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}
