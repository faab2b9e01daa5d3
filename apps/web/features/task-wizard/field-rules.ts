import { z } from 'zod';
import { faultOfJson } from '@/ui/json-text';

/** The largest body that the API stores. */
export const bodyBytesMax = 262_144;

export const required = (lengthMax: number) =>
  z.string().trim().min(1, 'This is needed.').max(lengthMax, `At most ${lengthMax} characters.`);
export const optional = (lengthMax: number) =>
  z.string().trim().max(lengthMax, `At most ${lengthMax} characters.`);

export const whole = (min: number, max: number) =>
  z
    .string()
    .trim()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `A whole number from ${min} to ${max.toLocaleString('en')}.`,
    });

export const seconds = (min: number, max: number) =>
  z
    .string()
    .trim()
    .refine((text) => /^\d+(\.\d{1,3})?$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `Seconds from ${min} to ${max.toLocaleString('en')}, thousandths at most.`,
    });

/** A text that a function finds nothing wrong with. */
export const checked = (faultOf: (text: string) => string | null) =>
  z.string().superRefine((text, context) => {
    const message = faultOf(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

export const webhookUrl = required(2_048).pipe(checked(faultOfUrl));

function faultOfUrl(text: string): string | null {
  if (!/^https?:\/\/[^\s/?#]/i.test(text)) return 'Begins with http:// or https:// and a host.';
  if (text.includes('#')) return 'Without a fragment (#…): it is never sent.';
  if (/^https?:\/\/[^/?#]*@/i.test(text)) return 'Without user and password; use the authentication below.';
  const filled = text.replace(/\{\{[^{}]*\}\}/g, 'x');
  return /[\s\\]/.test(filled) || !isUrl(filled) ? 'This is not a valid URL.' : null;
}

function isUrl(text: string): boolean {
  try {
    return new URL(text).host !== '';
  } catch {
    return false;
  }
}

export const secretName = required(100).regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, {
  error: 'The name of a secret: a letter, then letters, digits, dots, dashes and underscores.',
});

export const headerName = required(256).regex(/^[\w!#$%&'*+\-.^`|~]+$/, {
  error: 'Letters, digits and dashes, without blanks.',
});

export const headerValue = z
  .string()
  .max(8_192, 'At most 8,192 characters.')
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, { error: 'Has a character that no header may have.' });

export const json = checked((text) => faultOfJson(text, bodyBytesMax));

export const statuses = checked((text) => {
  const words = text.split(',').map((word) => word.trim());
  if (words.length > 20) return 'At most 20 statuses.';
  return words.every((word) => word === '' || /^[1-5]\d\d$/.test(word))
    ? null
    : 'Statuses with commas between them: 404, 409.';
});

export const tags = checked((text) => {
  const words = text.split(',').map((word) => word.trim());
  if (words.length > 20) return 'At most 20 tags.';
  return words.every((word) => word.length <= 64) ? null : 'At most 64 characters each.';
});
