import type { Tone } from '@/ui/badge';
import type { OrphanedHint, StalledRun } from './queue.api';

/** What is wrong with a run or a hint, in two words and in a sentence. */
export interface StalledWords {
  label: string;
  tone: Tone;
  because: string;
}

const runWords: Record<StalledRun['reason'], StalledWords> = {
  listener_silent: {
    label: 'Listener silent',
    tone: 'warning',
    because: 'Its listener has not been heard of for a while.',
  },
  listener_gone: {
    label: 'Listener gone',
    tone: 'danger',
    because: 'The listener that claimed it is on no list.',
  },
  lease_ended: {
    label: 'Lease ended',
    tone: 'warning',
    because: 'Its listener is heard of, and did not renew its hold of this run.',
  },
  no_hint: { label: 'No hint', tone: 'info', because: 'It is due, and no hint in the queue names it.' },
};

const hintWords: StalledWords = {
  label: 'Orphaned hint',
  tone: 'muted',
  because: 'All that it names is over.',
};
const noHint: StalledWords = {
  label: 'No hint',
  tone: 'muted',
  because: 'It is in the queue, and names no run.',
};

/** Why a run is on the list. */
export function wordsOfRun({ reason }: StalledRun): StalledWords {
  return runWords[reason];
}

/** Why a hint is on the list. */
export function wordsOfHint({ runs }: OrphanedHint): StalledWords {
  return runs === 0 ? noHint : hintWords;
}

const ends: Record<StalledRun['becomes'], string> = {
  pending: 'and it waits for a listener',
  retrying: 'and it is tried again',
  failed: 'and it has failed: no retry is left',
  abandoned: 'and it is abandoned: its task forbids a repeat',
};

/** What follows once the run is taken back. */
export function endOf({ becomes }: StalledRun): string {
  return ends[becomes];
}
