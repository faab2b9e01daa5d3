import { parse, stringify } from 'lossless-json';

/** A number of JSON that would not be written again as it was read if it became a number of the language. */
export class ExactNumber {
  /** @param text as JSON writes numbers, every digit as it was given: `12345678901234567890`, `1.10` */
  constructor(readonly text: string) {}

  /** For whoever knows nothing of exact numbers: the nearest number of the language. */
  toJSON(): number {
    writtenRounded += 1;
    return Number(this.text);
  }
}

/** How many exact numbers `JSON.stringify` has met: it tells `writeJson` for nothing whether there is one. */
let writtenRounded = 0;

const isExact = (value: unknown): boolean => value instanceof ExactNumber;
const textOf = (value: unknown): string => (value as ExactNumber).text;

/** A string, which is passed over, or a number. */
const tokenPattern = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * What every number has that is not kept as it is written: many digits, an exponent, a zero at its end, or a minus
 * before a zero. Nearly all texts have none of it, and are looked through far faster than number by number.
 */
const suspicion = /\d{16}|\d[eE]|\.\d*0(?!\d)|\.\d{6}|\d{10}\.|(?:^|[\s:,[])-0/;

/** Whether a text of JSON has a number that `JSON.parse` would not keep as it is written. */
export function hasInexactNumber(text: string): boolean {
  if (!suspicion.test(text)) return false;
  tokenPattern.lastIndex = 0;
  for (let found = tokenPattern.exec(text); found !== null; found = tokenPattern.exec(text)) {
    const [token] = found;
    if (token[0] !== '"' && String(Number(token)) !== token) return true;
  }
  return false;
}

/**
 * As `JSON.parse`; only numbers that it would change are an `ExactNumber`. A text with one of these is read by
 * recursion, so it must not be nested deeper than a call stack is.
 */
export function parseJson(text: string): unknown {
  if (!hasInexactNumber(text)) return JSON.parse(text);
  return parse(text, undefined, {
    parseNumber: (digits) => (String(Number(digits)) === digits ? Number(digits) : new ExactNumber(digits)),
    onDuplicateKey: ({ newValue }) => newValue,
  });
}

/** As `JSON.stringify`, with exact numbers as they are. Undefined is `null`, as within a list. */
export function writeJson(value: unknown, indent?: number): string {
  const before = writtenRounded;
  const text = JSON.stringify(value, null, indent);
  if (writtenRounded === before) return text ?? 'null';
  return stringify(value, undefined, indent, [{ test: isExact, stringify: textOf }])!;
}

/** The same value with each exact number as the nearest one of the language, but for what stands under these names. */
export function roundNumbers(value: unknown, except: ReadonlySet<string>): unknown {
  if (value instanceof ExactNumber) return Number(value.text);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => roundNumbers(item, except));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, except.has(name) ? item : roundNumbers(item, except)]),
  );
}
