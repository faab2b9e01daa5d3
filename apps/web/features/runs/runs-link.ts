/** Which runs a link leads to. */
export interface RunsLink {
  statuses?: readonly string[];
  /** ISO 8601: due at this instant or later. */
  from?: string;
  /** ISO 8601: due before this instant. */
  to?: string;
  /** Due within so long up to now: `24h`. */
  within?: string;
  lane?: string;
}

/** The address of the list of these runs: the number that leads there counted the same. */
export function runsHref({ statuses = [], from, to, within, lane }: RunsLink): string {
  const terms = [
    statuses.length > 0 && `status:${statuses.join(',')}`,
    within !== undefined && `scheduled:<${within}`,
    from !== undefined && `scheduled:>=${from}`,
    to !== undefined && `scheduled:<${to}`,
    lane !== undefined && `lane:${quoted(lane)}`,
  ].filter(Boolean);
  return terms.length === 0
    ? '/runs'
    : `/runs?${new URLSearchParams({ filter: terms.join(' ') }).toString()}`;
}

/** A value as the filter takes it, whatever characters it has. */
function quoted(value: string): string {
  return /^[^\s",\\]+$/.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
