'use client';

import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { faultOf, problemOf } from '@/api/problem';
import { useLaneChoicesQuery } from '@/features/task-wizard/task-wizard.api';
import { Combobox } from '@/ui/combobox';
import { Field, Input, Select } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notifyProblem } from '@/ui/notify';
import { followBulkOperation } from './bulk-toast';
import { typedFrom } from './bulk-words';
import type { BulkTarget } from './bulk-operations.api';
import { useStartBulkOperationMutation } from './bulk-operations.api';
import type { ChangeDraft } from './change-draft';
import { changesIn, noChange, tagFault } from './change-draft';
import { RetryFields } from './retry-fields';
import { WhichSubjects } from './which-subjects';
import { formatCount } from '@/features/time/format-time';

export interface ChangeDialogProps {
  count: number;
  /** What the operation is told of which tasks. */
  target: BulkTarget;
  /** What they match; null: they were ticked one by one. */
  filter: string | null;
  onClose: () => void;
  onStarted: () => void;
}

/** Sets lane, priority, retries and tags of many tasks at once; what is left as it is, stays so in each of them. */
export function ChangeDialog({ count, target, filter, onClose, onStarted }: ChangeDialogProps) {
  const [draft, setDraft] = useState(noChange);
  const [typed, setTyped] = useState('');
  const [start, { isLoading, error }] = useStartBulkOperationMutation();
  const problem = error === undefined ? null : problemOf(error);
  const set = (change: Partial<ChangeDraft>): void => setDraft((now) => ({ ...now, ...change }));
  const changes = changesIn(draft);
  const mustType = count > typedFrom;
  const submit = async (): Promise<void> => {
    if (changes === null) return;
    const started = await start({ action: 'change', changes, ...target });
    if (started.error !== undefined) return tellElsewhere(problemOf(started.error));
    followBulkOperation(started.data.id);
    onStarted();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={`Change ${formatCount(count, 'task')}`}
      description="What you leave as it is, stays so in each of them. Runs that are made already are not changed."
      action={`Change ${formatCount(count, 'task')}`}
      busy={isLoading}
      incomplete={changes === null || (mustType && typed.trim() !== String(count))}
      problem={problem}
      onSubmit={submit}
    >
      <WhichSubjects of="tasks" filter={filter} />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <LaneFields draft={draft} onChange={set} fault={faultOf(problem, 'changes.lane')} />
        <Field label="Priority">
          <Select
            value={draft.priority}
            onChange={({ target: { value } }) => set({ priority: value as ChangeDraft['priority'] })}
          >
            <option value="">As it is</option>
            <option value="urgent">Urgent</option>
            <option value="high">High</option>
            <option value="normal">Normal</option>
            <option value="low">Low</option>
          </Select>
        </Field>
        <RetryFields draft={draft} onChange={set} problem={problem} />
        <Field
          label="Add tags"
          hint="With commas between them."
          error={tagFault(draft) ?? faultWithin(problem, 'changes.addTags')}
        >
          <Input
            value={draft.addTags}
            autoComplete="off"
            placeholder="billing, nightly"
            onChange={({ target: { value } }) => set({ addTags: value })}
          />
        </Field>
        <Field
          label="Remove tags"
          hint="From those that have them."
          error={faultWithin(problem, 'changes.removeTags')}
        >
          <Input
            value={draft.removeTags}
            autoComplete="off"
            onChange={({ target: { value } }) => set({ removeTags: value })}
          />
        </Field>
      </div>
      {mustType && (
        <Field label={`Type ${count} to go on`}>
          <Input value={typed} autoComplete="off" onChange={({ target: { value } }) => setTyped(value)} />
        </Field>
      )}
    </FormDialog>
  );
}

interface LaneFieldsProps {
  draft: ChangeDraft;
  onChange: (change: Partial<ChangeDraft>) => void;
  fault: string | null;
}

function LaneFields({ draft: { laneChange, lane }, onChange, fault }: LaneFieldsProps) {
  const { data } = useLaneChoicesQuery();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field label="Lane">
        <Select
          value={laneChange}
          onChange={({ target: { value } }) => onChange({ laneChange: value as ChangeDraft['laneChange'] })}
        >
          <option value="">As it is</option>
          <option value="into">Into a lane …</option>
          <option value="out">Out of any lane</option>
        </Select>
      </Field>
      {laneChange === 'into' && (
        <Field label="Name of the lane" hint="A new one runs one at a time." error={fault}>
          <Combobox
            value={lane}
            onChange={(value) => onChange({ lane: value })}
            choices={(data?.items ?? []).map(({ name, concurrencyLimit }) => ({
              value: name,
              note: concurrencyLimit === 1 ? 'one at a time' : `${concurrencyLimit} at a time`,
            }))}
            empty="A new lane of this name, one at a time."
          />
        </Field>
      )}
    </div>
  );
}

/** What is said of a field that is not here, as that too many tasks match. */
function tellElsewhere(problem: Problem): void {
  const { fieldErrors } = problem;
  if (fieldErrors.length > 0 && !fieldErrors.some(({ path }) => path.startsWith('changes.'))) {
    notifyProblem(problem);
  }
}

/** What is wrong with a list, or with one of its values. */
function faultWithin(problem: Problem | null, path: string): string | null {
  const fault = problem?.fieldErrors.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  return fault?.message ?? null;
}
