import type { BulkChanges } from './bulk-operations.api';

/** A change as it is filled in. */
export interface ChangeDraft {
  laneChange: '' | 'into' | 'out';
  /** Of `into`. */
  lane: string;
  /** Empty: as it is. */
  priority: '' | NonNullable<BulkChanges['priority']>;
  /** Empty: as they are. Waits in seconds. */
  maxRetry: string;
  backoffStrategy: '' | NonNullable<BulkChanges['backoffStrategy']>;
  backoffBaseS: string;
  backoffMaxS: string;
  /** With commas between them. */
  addTags: string;
  removeTags: string;
}

export const noChange: ChangeDraft = {
  ...{ laneChange: '', lane: '', priority: '' },
  ...{ maxRetry: '', backoffStrategy: '', backoffBaseS: '', backoffMaxS: '' },
  ...{ addTags: '', removeTags: '' },
};

const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

/** As the API takes it; null while it changes nothing, or something of it is missing or wrong. */
export function changesIn(draft: ChangeDraft): BulkChanges | null {
  const { laneChange, priority } = draft;
  const lane = draft.lane.trim();
  const [addTags, removeTags] = [tagsIn(draft.addTags), tagsIn(draft.removeTags)];
  if ((laneChange === 'into' && lane === '') || tagFault(draft) !== null) return null;
  const changes: BulkChanges = {
    ...(laneChange !== '' && { lane: laneChange === 'out' ? null : lane }),
    ...(priority !== '' && { priority }),
    ...retriesIn(draft),
    ...(addTags.length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}

function retriesIn({ maxRetry, backoffStrategy, backoffBaseS, backoffMaxS }: ChangeDraft): BulkChanges {
  return {
    ...(maxRetry !== '' && { maxRetry: Number(maxRetry) }),
    ...(backoffStrategy !== '' && { backoffStrategy }),
    ...(backoffBaseS !== '' && { backoffBaseMs: Math.round(Number(backoffBaseS) * 1_000) }),
    ...(backoffMaxS !== '' && { backoffMaxMs: Math.round(Number(backoffMaxS) * 1_000) }),
  };
}

/** What contradicts itself in the tags; null: nothing. */
export function tagFault({ addTags, removeTags }: ChangeDraft): string | null {
  const removed = tagsIn(removeTags);
  const both = tagsIn(addTags).find((tag) => removed.includes(tag));
  return both === undefined ? null : `${both} is to be removed as well.`;
}
