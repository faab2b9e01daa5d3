/** Which runs a link leads to. */
export interface RunsLink {
  statuses?: readonly string[];
  /** ISO 8601: due at this instant or later. */
  from?: string;
  /** ISO 8601: due before this instant. */
  to?: string;
  /** Due within so long up to now: `24h`. */
  within?: string;
  priority?: string;
  lane?: string | undefined;
  tag?: string | undefined;
  /** The id of their task. */
  task?: string | undefined;
  /** The fingerprint of a group of failures; of tasks whose failure is acknowledged there are none in it. */
  failure?: string;
}

/** What leaves these runs, as a filter; empty for all. */
export function runsFilter(link: RunsLink): string {
  const { statuses = [], from, to, within, priority, lane, tag, task, failure } = link;
  return [
    failure !== undefined && `failure:${failure} acknowledged:no`,
    task !== undefined && `task:${task}`,
    statuses.length > 0 && `status:${statuses.join(',')}`,
    within !== undefined && `scheduled:<${within}`,
    from !== undefined && `scheduled:>=${from}`,
    to !== undefined && `scheduled:<${to}`,
    priority !== undefined && `priority:${priority}`,
    lane !== undefined && `lane:${quoted(lane)}`,
    tag !== undefined && `tag:${quoted(tag)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The address of the list of these runs: the number that leads there counted the same. */
export function runsHref(link: RunsLink): string {
  const filter = runsFilter(link);
  return filter === '' ? '/runs' : `/runs?${new URLSearchParams({ filter }).toString()}`;
}

/** A value as the filter takes it, whatever characters it has. */
function quoted(value: string): string {
  return /^[^\s",\\]+$/.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
