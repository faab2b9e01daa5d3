/** Runs that somebody should look at, each as the filter that lists them. */
export interface Preset {
  id: string;
  label: string;
  filter: string;
  /** What is listed, and what can be done. */
  words: string;
}

export const presets: readonly Preset[] = [
  {
    id: 'failed',
    label: 'Failed',
    filter: 'status:failed acknowledged:no',
    words:
      'All attempts failed, or the receiver said stop. Nothing is tried again by itself. Tasks whose failure is acknowledged are left out.',
  },
  {
    id: 'abandoned',
    label: 'Abandoned',
    filter: 'status:abandoned acknowledged:no',
    words: 'The process that sent it was lost, and a repeat is not allowed, or its deadline has passed.',
  },
  {
    id: 'late',
    label: 'Late',
    filter: 'late:>1m',
    words:
      'Begun more than a minute after they were due, or due for so long and not begun: held by a lane, or without a free listener.',
  },
  {
    id: 'slow',
    label: 'Slow',
    filter: 'slow:yes',
    words:
      'They took more than twice as long as 95 of 100 runs of their task in this window, of at least 20. Those that still run are among them.',
  },
  {
    id: 'long',
    label: 'Running too long',
    filter: 'status:running overtime:yes',
    words: 'Begun longer ago than the time-out of its task allows.',
  },
  {
    id: 'unreported',
    label: 'Waiting too long',
    filter: 'status:waiting took:>1h',
    words: 'The receiver took it over more than an hour ago, and has not reported its end.',
  },
];
