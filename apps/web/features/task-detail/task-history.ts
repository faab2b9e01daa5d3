import type { TaskHistoryEntry } from './task-detail.api';

/** One setting that a change has set. Values as JSON text. */
export interface SettingChange {
  name: string;
  /** Null: it was not set before, or that is not on record. */
  before: string | null;
  after: string;
}

/**
 * What a change has changed, by what was asked for before it. The record holds what was asked for, not what was there:
 * a value that nobody has set since is not known.
 *
 * @param older what was done before, the newest first
 */
export function changesOf(entry: TaskHistoryEntry, older: readonly TaskHistoryEntry[]): SettingChange[] {
  return Object.entries(valuesOf(entry)).map(([name, value]) => {
    const setter = older.filter(setsValues).find((each) => name in valuesOf(each));
    const before = setter === undefined ? null : toText(valuesOf(setter)[name]);
    return { name, before, after: toText(value) };
  });
}

/** Whether an entry gives settings values, and is not an action with words of its own. */
function setsValues({ action }: TaskHistoryEntry): boolean {
  return /^(create|update)/.test(action);
}

/** GraphQL has them in `input`, REST at the top. */
function valuesOf({ details }: TaskHistoryEntry): Record<string, unknown> {
  const { input } = details;
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : details;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const words: Readonly<Record<string, string>> = {
  createTask: 'Created',
  updateTask: 'Changed',
  runTask: 'Run on request',
  pauseTask: 'Paused',
  resumeTask: 'Resumed',
  retryTask: 'Retried',
  cancelTask: 'Open runs cancelled',
  acknowledgeTask: 'Failure acknowledged',
  withdrawTaskAcknowledgement: 'Acknowledgement withdrawn',
  archiveTask: 'Archived',
  unarchiveTask: 'Taken back from the archive',
};

export const actionWords = (action: string): string =>
  Object.hasOwn(words, action)
    ? words[action]!
    : action
        .replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
        .replace(/^./, (letter) => letter.toUpperCase());
