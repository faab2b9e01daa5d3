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
 * The first thing in a JSON value that would not arrive as it was given, or null: what PostgreSQL cannot store, and
 * numbers that have lost digits already.
 */
function findFault(payload: unknown): Fault | null {
  const open: Node[] = [{ value: payload, path: [] }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { value, path } = node;
    const message = faultOf(value, path.length);
    if (message !== null) return { path: path.slice(0, 10), message };
    if (typeof value !== 'object' || value === null) continue;
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
  if (typeof value !== 'number') return null;
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    return 'is a number with more digits than JSON numbers keep on their way; send it as text';
  }
  return null;
}

/** Any JSON; its size is bounded by that of the body. */
export const jsonPayload = z
  .unknown()
  .superRefine((payload, context) => {
    const fault = findFault(payload);
    if (fault !== null) context.addIssue({ code: 'custom', ...fault });
  })
  .describe('Any JSON; sent as the body of the request.');
