/** What every field that one writes in looks like. */
export const inputShape =
  'w-full min-w-0 rounded-md border border-line-strong/60 bg-surface px-2.5 text-sm text-ink placeholder:text-ink-faint disabled:opacity-60 aria-invalid:border-danger';
