import { formatCount } from '@/features/time/format-time';
import type { BulkAction, BulkOperation } from './bulk-operations.api';

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

const bulkWords: Readonly<Record<BulkAction, BulkWords>> = {
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
    means: 'Their lane, priority or tags are set.',
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

/** A word that this page does not know is shown as it came. */
export function wordsOf(action: string): BulkWords {
  return Object.hasOwn(bulkWords, action)
    ? bulkWords[action as BulkAction]
    : { does: action, done: action, means: '', isGrave: true };
}

/** `Pause 12 tasks` */
export function titleOf({ action, total }: Pick<BulkOperation, 'action' | 'total'>): string {
  return `${wordsOf(action).does} ${formatCount(total, 'task')}`;
}

/** `priority high; with the tags a, b` */
export function changesInWords(changes: NonNullable<BulkOperation['changes']>): string {
  const { lane, priority, addTags = [], removeTags = [] } = changes;
  return [
    lane === undefined ? '' : lane === null ? 'out of any lane' : `lane ${lane}`,
    priority === undefined ? '' : `priority ${priority}`,
    addTags.length === 0 ? '' : `with the tags ${addTags.join(', ')}`,
    removeTags.length === 0 ? '' : `without the tags ${removeTags.join(', ')}`,
  ]
    .filter((words) => words !== '')
    .join('; ');
}
