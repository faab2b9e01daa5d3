import type { BulkChanges } from './bulk-operations.api';

/** A change as it is filled in. */
export interface ChangeDraft {
  laneChange: '' | 'into' | 'out';
  /** Of `into`. */
  lane: string;
  /** Empty: as it is. */
  priority: '' | NonNullable<BulkChanges['priority']>;
  /** With commas between them. */
  addTags: string;
  removeTags: string;
}

export const noChange: ChangeDraft = { laneChange: '', lane: '', priority: '', addTags: '', removeTags: '' };

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
    ...(addTags.length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}

/** What contradicts itself in the tags; null: nothing. */
export function tagFault({ addTags, removeTags }: ChangeDraft): string | null {
  const removed = tagsIn(removeTags);
  const both = tagsIn(addTags).find((tag) => removed.includes(tag));
  return both === undefined ? null : `${both} is to be removed as well.`;
}
