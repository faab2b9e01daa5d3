import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json';

/** The numbers in a text of JSON, as they are written; digits in its strings are none. */
export function numbersOf(text: string): string[] {
  return (text.match(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g) ?? []).filter((token) => token[0] !== '"');
}

const isKept = (digits: string): boolean => String(Number(digits)) === digits;

/**
 * As `JSON.parse`, but for numbers that it would round or write otherwise (`12345678901234567890`, `1.10`): these are
 * kept as text, in a LosslessNumber. Most texts have none, and are read by the browser itself.
 */
export function parseJson(text: string): unknown {
  if (numbersOf(text).every(isKept)) return JSON.parse(text);
  return parse(text, undefined, {
    parseNumber: (digits) => (isKept(digits) ? Number(digits) : new LosslessNumber(digits)),
    onDuplicateKey: ({ newValue }) => newValue,
  });
}

/** What `parseJson` has read, as text, with every digit; undefined as null. */
export function writeJson(value: unknown, indent?: number): string {
  return stringify(value, undefined, indent) ?? 'null';
}

/** Whether a value is a number that is kept as text: it has no fields to be looked into. */
export const isExactNumber = isLosslessNumber;
