import type { FilterTerm, RunFilterField } from '@carillon/domain';

/** Which runs somebody asks for, as far as it says since when they were due. */
export interface RunsAsked {
  filter?: readonly FilterTerm<RunFilterField>[] | undefined;
  /** ISO 8601. */
  from?: string | undefined;
  taskId?: string | undefined;
}

/** Since when runs were due, epoch milliseconds, under a name that is the same for the same words. */
export interface RunWindow {
  sinceMs: number;
  name: string;
}

/** By what the filter and the query say; the latest of it counts. Null: at any time. */
export function windowOf({ filter = [], from }: RunsAsked): RunWindow | null {
  const windows = filter.flatMap((term) => {
    if (term.kind !== 'time' || term.field !== 'scheduled' || term.negated) return [];
    const { comparison, than } = term;
    if (typeof than === 'number')
      return comparison.startsWith('<') ? [{ sinceMs: Date.now() - than, name: `${than}` }] : [];
    return comparison.startsWith('>') ? [sinceInstant(than)] : [];
  });
  if (from !== undefined) windows.push(sinceInstant(from));
  return windows.sort((one, other) => other.sinceMs - one.sinceMs)[0] ?? null;
}

function sinceInstant(instant: string): RunWindow {
  return { sinceMs: Date.parse(instant), name: instant };
}
