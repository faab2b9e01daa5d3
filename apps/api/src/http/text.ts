import { z } from 'zod';

/** Text that PostgreSQL can store: no NUL, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}

export const notStorable = 'must not contain NUL characters or halves of surrogate pairs';

/** The text without what PostgreSQL cannot store, for what is told of input that was refused or is put on record. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Storable text of 1 to `lengthMax` characters. */
export function plainText(lengthMax: number) {
  return z.string().min(1).max(lengthMax).refine(isStorable, { error: notStorable });
}

/** An instant as ISO 8601 with Z or an offset, between 1970 and 3000; answered as UTC with milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be ISO 8601 with Z or an offset, such as 2026-03-29T12:00:00Z' })
  .refine((text) => Date.parse(text) >= 0 && Date.parse(text) < Date.UTC(3000, 0), {
    error: 'must be between 1970 and 3000',
  })
  .transform((text) => new Date(text).toISOString());

/** Comma-separated words of a list, for filters: `failed,paused`. */
export function wordList<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(words)).max(words.length))
    .optional();
}
