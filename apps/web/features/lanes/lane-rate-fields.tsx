import type { Problem } from '@/api/problem';
import { faultOf } from '@/api/problem';
import { Field, NumberField, Select } from '@/ui/field';
import type { RateDraft, RateUnit } from './lane-rate';
import { rateUnits } from './lane-rate';

export interface LaneRateFieldsProps {
  draft: RateDraft;
  onChange: (draft: RateDraft) => void;
  problem: Problem | null;
}

/** How often runs of a lane may begin; an empty number is no limit. */
export function LaneRateFields({ draft, onChange, problem }: LaneRateFieldsProps) {
  const { runs, periods, unit } = draft;
  const isOff = runs.trim() === '';
  return (
    <div className="grid gap-3 sm:grid-cols-[1fr_6rem_8rem]">
      <NumberField
        label="Runs that begin, at most"
        error={faultOf(problem, 'rateLimit.runs')}
        hint="Evenly spaced; attempts after the first are not counted. Empty: no limit."
        min={1}
        max={1_000_000}
        placeholder="no limit"
        value={runs}
        onChange={(value) => onChange({ ...draft, runs: value })}
      />
      <NumberField
        label="In"
        error={faultOf(problem, 'rateLimit.perMs')}
        min={1}
        value={periods}
        disabled={isOff}
        onChange={(value) => onChange({ ...draft, periods: value })}
      />
      <Field label="Unit">
        <Select
          value={unit}
          disabled={isOff}
          onChange={(event) => onChange({ ...draft, unit: event.target.value as RateUnit })}
        >
          {Object.keys(rateUnits).map((name) => (
            <option key={name} value={name}>
              {name}s
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
