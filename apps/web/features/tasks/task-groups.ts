import { withValues } from '@/features/filter/filter-terms';
import type { TaskFacets } from './task-list.api';
import type { TaskGrouping } from './use-task-list';

/** As many as the server counts of each kind; of so many there may be more. */
const valuesMax = 30;
/** A filter is no longer than this. */
const filterLengthMax = 2_000;

export interface TaskGroup {
  /** Of no value: ''. */
  key: string;
  label: string;
  /** The filter that leaves its tasks alone. */
  filter: string;
  /** Null: it is counted by itself, with its filter. */
  count: number | null;
}

/**
 * The groups of the tasks of a filter, by name, and after them what is in none of these. A task with several tags is in
 * the group of each; hosts are told apart without their ports, as filters do.
 */
export function taskGroups(filter: string, by: TaskGrouping, facets: TaskFacets['facets']): TaskGroup[] {
  const counts = new Map<string, number>();
  for (const { value, count } of facets[by]) {
    const name = by === 'host' ? value.replace(/:\d+$/, '') : value;
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const named: string[] = [];
  for (const name of counts.keys()) {
    if (restFilter(filter, by, [...named, name]).length > filterLengthMax) break;
    named.push(name);
  }
  const isWhole = named.length === counts.size && facets[by].length < valuesMax;
  const groups = named
    .sort((one, other) => one.localeCompare(other))
    .map((name) => ({
      key: `${by} ${name}`,
      label: name,
      filter: `${filter} ${withValues('', by, [name])}`.trim(),
      count: counts.get(name)!,
    }));
  const rest = { key: '', filter: restFilter(filter, by, named), count: null };
  return [...groups, { ...rest, label: isWhole ? `Without a ${by}` : `Others, and without a ${by}` }];
}

function restFilter(filter: string, by: TaskGrouping, named: readonly string[]): string {
  return named.length === 0 ? filter : `${filter} -${withValues('', by, named)}`.trim();
}
