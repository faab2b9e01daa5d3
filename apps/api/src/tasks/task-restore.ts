import type { AuditEntry } from '@carillon/db';
import type { Task } from '@carillon/domain';
import { ExactNumber, redacted } from '@carillon/domain';

/** A task's settings as they were, as far as the audit log tells. */
export interface PastSettings {
  values: Partial<Record<string, unknown>>;
  /** What has another value since, and is not on record. */
  unknown: string[];
}

/** Whether an entry gives settings values. */
const setsValues = ({ action }: AuditEntry): boolean => /^(create|update|restore)Task$/.test(action);

/** In the details of an entry beside the settings. */
const otherDetails = new Set([
  'before',
  'historyId',
  'id',
  'input',
  'bulkOperationId',
  'start',
  'runIn',
  'pause',
]);

/** What an entry set. GraphQL has it in `input`, REST at the top. */
function valuesOf({ details }: AuditEntry): Record<string, unknown> {
  const { input } = details;
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : details;
  return Object.fromEntries(Object.entries(given).filter(([name]) => !otherDetails.has(name)));
}

function beforeOf({ details: { before } }: AuditEntry): Record<string, unknown> {
  return typeof before === 'object' && before !== null ? (before as Record<string, unknown>) : {};
}

/**
 * The settings of a task after an entry of its history: what every later entry says was there before it, and where one
 * says nothing, what was set last by then. Of what is masked the present value is taken.
 *
 * @param entries the newest first
 * @param at the place of the entry among them
 */
export function settingsAt(task: Task, entries: readonly AuditEntry[], at: number): PastSettings {
  const past = new Map<string, unknown>();
  const unknown = new Set<string>();
  for (const entry of entries.slice(0, at).filter(setsValues)) {
    const before = beforeOf(entry);
    for (const name of Object.keys(valuesOf(entry))) {
      if (name in before) past.set(name, before[name]);
      else {
        const setter = entries.slice(at).find((each) => setsValues(each) && name in valuesOf(each));
        if (setter === undefined) past.delete(name);
        else past.set(name, valuesOf(setter)[name]);
      }
      if (past.has(name)) unknown.delete(name);
      else unknown.add(name);
    }
  }
  const values: PastSettings['values'] = {};
  for (const [name, masked] of past) {
    const value = unmasked(masked, (task as unknown as Record<string, unknown>)[name]);
    if (value === hidden) unknown.add(name);
    else values[name] = value;
  }
  return { values, unknown: [...unknown] };
}

/** That a value cannot be told. */
const hidden = Symbol('hidden');

/** The value with what is masked in it as it is at present; `hidden` where there is no such place, or it was too long to be kept. */
function unmasked(value: unknown, present: unknown): unknown {
  if (value === redacted) return present === undefined ? hidden : present;
  if (typeof value === 'string') return /^\[\d+ characters\]$/.test(value) ? hidden : value;
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
  const now = { ...(present as Record<string, unknown> | null | undefined) };
  const parts = Object.entries(value).map(([key, part]) => [key, unmasked(part, now[key])] as const);
  if (parts.some(([, part]) => part === hidden)) return hidden;
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}
