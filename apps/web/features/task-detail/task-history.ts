import { writeJson } from '@/ui/exact-json';
import type { TaskHistoryEntry } from './task-detail.api';

/** One setting that a change has set. Values as JSON text. */
export interface SettingChange {
  name: string;
  /** Null: it was not set before, or that is not on record. */
  before: string | null;
  after: string;
}

/**
 * What a change has changed: by what it says was there before it, or else by what was asked for last. A value that
 * neither tells is not known.
 *
 * @param older what was done before, the newest first
 */
export function changesOf(entry: TaskHistoryEntry, older: readonly TaskHistoryEntry[]): SettingChange[] {
  return Object.entries(valuesOf(entry)).map(([name, value]) => {
    const known = beforeOf(entry);
    const setter = older.filter(setsValues).find((each) => name in valuesOf(each));
    const before = name in known ? known : setter && valuesOf(setter);
    return { name, before: before === undefined ? null : toText(before[name]), after: toText(value) };
  });
}

/** Whether an entry gives settings values, and is not an action with words of its own. */
export function setsValues({ action }: TaskHistoryEntry): boolean {
  return /^(create|update|restore)/.test(action);
}

/** GraphQL has them in `input`, REST at the top. */
function valuesOf({ details }: TaskHistoryEntry): Record<string, unknown> {
  const { before: _, historyId: _id, ...values } = details;
  const { input } = values;
  return isObject(input) ? input : values;
}

/** What a change found there, where it says so. */
function beforeOf({ details: { before } }: TaskHistoryEntry): Record<string, unknown> {
  return isObject(before) ? before : {};
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function toText(value: unknown): string {
  return typeof value === 'string' ? value : writeJson(value);
}

const words: Readonly<Record<string, string>> = {
  createTask: 'Created',
  updateTask: 'Changed',
  restoreTask: 'Restored',
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
