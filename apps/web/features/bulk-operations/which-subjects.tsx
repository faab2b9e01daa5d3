import type { BulkSubject } from './bulk-operations.api';

export interface WhichSubjectsProps {
  of: BulkSubject;
  /** What they match; null: they were ticked one by one. */
  filter: string | null;
}

/** Which tasks or runs are acted on, where they were not ticked one by one. */
export function WhichSubjects({ of, filter }: WhichSubjectsProps) {
  if (filter === null) return null;
  return (
    <p className="text-ink-soft">
      {filter === '' ? `These are all ${of} that there are.` : `All ${of} that match `}
      {filter !== '' && <code className="font-mono text-xs break-all">{filter}</code>}
    </p>
  );
}
