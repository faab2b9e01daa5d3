import { formatCount, formatDuration } from '@/features/time/format-time';
import type { BulkAction, BulkOperation, BulkSubject } from './bulk-operations.api';

/** More objects than this are not acted on before their number was typed. */
export const typedFrom = 20;

interface BulkWords {
  /** `Pause` */
  does: string;
  /** `Paused` */
  done: string;
  /** What it means for whoever is asked. */
  means: string;
  /** Whether it cannot be taken back. */
  isGrave: boolean;
}

const taskWords: Readonly<Partial<Record<BulkAction, BulkWords>>> = {
  run: { does: 'Run', done: 'Run', means: 'Each of them is run once, now.', isGrave: false },
  pause: {
    does: 'Pause',
    done: 'Paused',
    means: 'None of them runs by itself until it is resumed.',
    isGrave: false,
  },
  resume: {
    does: 'Resume',
    done: 'Resumed',
    means: 'They run by themselves again; of what each missed, the latest is run.',
    isGrave: false,
  },
  retry: {
    does: 'Retry',
    done: 'Retried',
    means: 'Those that have failed go back to ready, and their last runs are tried again.',
    isGrave: false,
  },
  cancel: {
    does: 'Cancel the runs of',
    done: 'Cancelled',
    means: 'Their open runs end as cancelled. What a receiver has begun, it may finish.',
    isGrave: true,
  },
  change: {
    does: 'Change',
    done: 'Changed',
    means: 'Their lane, priority, retries or tags are set.',
    isGrave: false,
  },
  acknowledge: {
    does: 'Acknowledge',
    done: 'Acknowledged',
    means: 'Their failures count no longer among those that need attention.',
    isGrave: false,
  },
  archive: {
    does: 'Archive',
    done: 'Archived',
    means: 'They are paused and in no list but the archive, until they are taken back.',
    isGrave: false,
  },
  unarchive: {
    does: 'Take back',
    done: 'Taken back',
    means: 'They are back from the archive, and paused.',
    isGrave: false,
  },
  delete: {
    does: 'Delete',
    done: 'Deleted',
    means: 'They are gone with their runs and logs, and cannot be brought back.',
    isGrave: true,
  },
};

const runWords: Readonly<Partial<Record<BulkAction, BulkWords>>> = {
  retry: {
    does: 'Retry',
    done: 'Retried',
    means:
      'Those that failed, were abandoned or cancelled are tried again, each as a new run. The others refuse.',
    isGrave: false,
  },
  replay: {
    does: 'Replay',
    done: 'Replayed',
    means: 'What each was sent with is sent once more as a new run, whatever became of it.',
    isGrave: false,
  },
  cancel: {
    does: 'Cancel',
    done: 'Cancelled',
    means: 'Those that are open end as cancelled. What a receiver has begun, it may finish.',
    isGrave: true,
  },
  acknowledge: {
    does: 'Acknowledge',
    done: 'Acknowledged',
    means: 'The failures of their tasks count no longer among those that need attention.',
    isGrave: false,
  },
};

/** A word that this page does not know is shown as it came. */
export function wordsOf({ of, action }: { of: BulkSubject; action: BulkAction }): BulkWords {
  const known = of === 'runs' ? runWords[action] : taskWords[action];
  return known ?? { does: action, done: action, means: '', isGrave: true };
}

/** `task` */
export const nounOf = (of: BulkSubject): string => (of === 'runs' ? 'run' : 'task');

/** `Pause 12 tasks` */
export function titleOf({ of, action, total }: Pick<BulkOperation, 'of' | 'action' | 'total'>): string {
  return `${wordsOf({ of, action }).does} ${formatCount(total, nounOf(of))}`;
}

/** `priority high; with the tags a, b` */
export function changesInWords(changes: NonNullable<BulkOperation['changes']>): string {
  const { lane, priority, maxRetry, backoffStrategy, backoffBaseMs, backoffMaxMs } = changes;
  const { addTags = [], removeTags = [] } = changes;
  return [
    lane === undefined ? '' : lane === null ? 'out of any lane' : `lane ${lane}`,
    priority === undefined ? '' : `priority ${priority}`,
    maxRetry === undefined ? '' : formatCount(maxRetry, 'retry', 'retries'),
    backoffStrategy === undefined ? '' : `${backoffStrategy} waits`,
    backoffBaseMs === undefined ? '' : `first wait ${formatDuration(backoffBaseMs)}`,
    backoffMaxMs === undefined ? '' : `longest wait ${formatDuration(backoffMaxMs)}`,
    addTags.length === 0 ? '' : `with the tags ${addTags.join(', ')}`,
    removeTags.length === 0 ? '' : `without the tags ${removeTags.join(', ')}`,
  ]
    .filter((words) => words !== '')
    .join('; ');
}
