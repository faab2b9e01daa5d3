import { ExactNumber } from '@carillon/domain';
import { z } from 'zod';
import { isStorable } from '../http/text.js';

/** PostgreSQL and most receivers read nested JSON by recursion. */
const depthMax = 100;

interface Fault {
  path: (string | number)[];
  message: string;
}

interface Node {
  value: unknown;
  path: (string | number)[];
}

/**
 * The first thing in a JSON value that would not arrive as it was given, or null: what PostgreSQL cannot store, numbers
 * that have lost digits already, and those that receivers could not read.
 */
function findFault(payload: unknown): Fault | null {
  const open: Node[] = [{ value: payload, path: [] }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { value, path } = node;
    const message = faultOf(value, path.length);
    if (message !== null) return { path: path.slice(0, 10), message };
    if (typeof value !== 'object' || value === null || value instanceof ExactNumber) continue;
    for (const [key, item] of Object.entries(value)) {
      if (!isStorable(key))
        return { path: path.slice(0, 10), message: 'has a key with a NUL or half of a surrogate pair' };
      open.push({ value: item, path: [...path, Array.isArray(value) ? Number(key) : key] });
    }
  }
  return null;
}

function faultOf(value: unknown, depth: number): string | null {
  if (depth > depthMax) return `is nested more than ${depthMax} deep`;
  if (typeof value === 'string' && !isStorable(value)) {
    return 'must not contain NUL characters or halves of surrogate pairs';
  }
  if (value instanceof ExactNumber) return faultOfExact(value.text);
  if (typeof value !== 'number') return null;
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    return 'is a number with more digits than JSON numbers keep on their way; send it as text';
  }
  return null;
}

/** A few letters would become a text of any length where they are written out, and most languages read none of these. */
function faultOfExact(text: string): string | null {
  const nearest = Number(text);
  const isUnread = !Number.isFinite(nearest) || (nearest === 0 && /[1-9].*[eE]/.test(text));
  return isUnread ? 'is a number that is too large or too small for receivers; send it as text' : null;
}

/** Any JSON; its size is bounded by that of the body. */
export const jsonPayload = z
  .unknown()
  .superRefine((payload, context) => {
    const fault = findFault(payload);
    if (fault !== null) context.addIssue({ code: 'custom', ...fault });
  })
  .describe('Any JSON; sent as the body of the request. Numbers keep every digit.');
