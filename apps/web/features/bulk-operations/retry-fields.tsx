import type { Problem } from '@/api/problem';
import { faultOf } from '@/api/problem';
import { Field, NumberField, Select } from '@/ui/field';
import type { ChangeDraft } from './change-draft';

export interface RetryFieldsProps {
  draft: ChangeDraft;
  onChange: (change: Partial<ChangeDraft>) => void;
  problem: Problem | null;
}

/** How often, and after which waits, runs of many tasks are tried again. */
export function RetryFields({ draft, onChange, problem }: RetryFieldsProps) {
  const shared = { placeholder: 'As it is' };
  return (
    <>
      <NumberField
        {...shared}
        label="Retries at most"
        error={faultOf(problem, 'changes.maxRetry')}
        min={0}
        max={100}
        value={draft.maxRetry}
        onChange={(maxRetry) => onChange({ maxRetry })}
      />
      <Field label="Waits between attempts">
        <Select
          value={draft.backoffStrategy}
          onChange={({ target: { value } }) =>
            onChange({ backoffStrategy: value as ChangeDraft['backoffStrategy'] })
          }
        >
          <option value="">As it is</option>
          <option value="exponential">Each twice the one before</option>
          <option value="fixed">All alike</option>
        </Select>
      </Field>
      <NumberField
        {...shared}
        label="First wait (s)"
        error={faultOf(problem, 'changes.backoffBaseMs')}
        min={0}
        value={draft.backoffBaseS}
        onChange={(backoffBaseS) => onChange({ backoffBaseS })}
      />
      <NumberField
        {...shared}
        label="Longest wait (s)"
        error={faultOf(problem, 'changes.backoffMaxMs')}
        min={0}
        value={draft.backoffMaxS}
        onChange={(backoffMaxS) => onChange({ backoffMaxS })}
      />
    </>
  );
}
