import { parseJsonTree, writeJsonTree } from './json-tree';
import { numbersOf } from './exact-json';

/** What keeps a text from being stored and sent as JSON, or null; nothing at all is no fault. */
export function faultOfJson(text: string, bytesMax = Infinity): string | null {
  if (text.trim() === '') return null;
  try {
    JSON.parse(text);
  } catch (error) {
    return `Not JSON: ${(error as Error).message}`;
  }
  const unread = numbersOf(text).find(isUnread);
  if (unread !== undefined) {
    return `The number ${shortened(unread)} is too large or too small for receivers; write it as text, in quotes.`;
  }
  return bytesOf(text) > bytesMax ? `At most ${bytesMax / 1_024} kB.` : null;
}

/** As the API refuses it: most languages would read infinity, or nothing at all. */
function isUnread(digits: string): boolean {
  const nearest = Number(digits);
  return !Number.isFinite(nearest) || (nearest === 0 && /[1-9].*[eE]/.test(digits));
}

const shortened = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Indented by two, with every number as it was written; null when the text is no JSON. */
export function formatJson(text: string): string | null {
  const tree = text.trim() === '' ? null : parseJsonTree(text);
  return tree === null ? null : writeJsonTree(tree);
}
