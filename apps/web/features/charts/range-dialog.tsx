'use client';

import { useState } from 'react';
import { fromCivil, toCivil } from '@/features/time/civil-time';
import { usePageZone } from '@/features/time/use-page-zone';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import type { TimeRange } from './time-span';

export interface RangeDialogProps {
  /** Null: none was chosen yet. */
  range: TimeRange | null;
  onClose: () => void;
  onChoose: (range: TimeRange) => void;
}

const dayMs = 86_400_000;
const daysMax = 366;

/** Asks from when to when figures are to be, by the clock of the page. */
export function RangeDialog({ range, onClose, onChoose }: RangeDialogProps) {
  const zone = usePageZone();
  const [given, setGiven] = useState(() => toMinutes(range ?? lastDay(), zone));
  const [from, to] = [fromCivil(given.from, zone), fromCivil(given.to, zone)];
  const fault = from === null || to === null ? null : faultOf({ from, to });
  return (
    <FormDialog
      onClose={onClose}
      title="Figures of a range"
      description={`By the clock of ${zone}. Runs are kept for as long as an administrator has set.`}
      action="Show the range"
      incomplete={from === null || to === null || fault !== null}
      onSubmit={() => {
        if (from !== null && to !== null) onChoose({ from, to });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="From">
          <Input
            type="datetime-local"
            value={given.from}
            onChange={({ target }) => setGiven({ ...given, from: target.value })}
          />
        </Field>
        <Field label="To" error={fault}>
          <Input
            type="datetime-local"
            value={given.to}
            onChange={({ target }) => setGiven({ ...given, to: target.value })}
          />
        </Field>
      </div>
    </FormDialog>
  );
}

function lastDay(): TimeRange {
  const nowMs = Date.now();
  return { from: new Date(nowMs - dayMs).toISOString(), to: new Date(nowMs).toISOString() };
}

/** As the fields hold them. */
function toMinutes({ from, to }: TimeRange, zone: string): TimeRange {
  return { from: toCivil(from, zone).slice(0, 16), to: toCivil(to, zone).slice(0, 16) };
}

function faultOf({ from, to }: TimeRange): string | null {
  const lengthMs = Date.parse(to) - Date.parse(from);
  if (lengthMs <= 0) return 'Must be later than the beginning.';
  return lengthMs > daysMax * dayMs ? `At most ${daysMax} days after the beginning.` : null;
}
