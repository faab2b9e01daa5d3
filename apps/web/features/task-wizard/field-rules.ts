import { faultOfJson } from '@/ui/json-text';

/** What is wrong with a text, or null. */
export type Rule = (text: string) => string | null;

/** The largest body that the API stores. */
export const bodyBytesMax = 262_144;

/** The first of the rules that is broken, each told of the text without the blanks around it. */
const all =
  (...rules: readonly Rule[]): Rule =>
  (text) => {
    for (const rule of rules) {
      const fault = rule(text.trim());
      if (fault !== null) return fault;
    }
    return null;
  };

/** Holds for what matches. */
export const matching =
  (pattern: RegExp, message: string): Rule =>
  (text) =>
    pattern.test(text) ? null : message;

const notEmpty = matching(/./s, 'This is needed.');

export const optional = (lengthMax: number): Rule =>
  all((text) => (text.length <= lengthMax ? null : `At most ${lengthMax} characters.`));

export const required = (lengthMax: number, ...more: readonly Rule[]): Rule =>
  all(notEmpty, optional(lengthMax), ...more);

export const whole = (min: number, max: number): Rule =>
  all((text) =>
    /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max
      ? null
      : `A whole number from ${min} to ${max.toLocaleString('en')}.`,
  );

export const seconds = (min: number, max: number): Rule =>
  all((text) =>
    /^\d+(\.\d{1,3})?$/.test(text) && Number(text) >= min && Number(text) <= max
      ? null
      : `Seconds from ${min} to ${max.toLocaleString('en')}, thousandths at most.`,
  );

export const webhookUrl = required(2_048, faultOfUrl);

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

export const secretName = required(
  100,
  matching(
    /^[A-Za-z][A-Za-z0-9_.-]*$/,
    'The name of a secret: a letter, then letters, digits, dots, dashes and underscores.',
  ),
);

export const headerName = required(
  256,
  matching(/^[\w!#$%&'*+\-.^`|~]+$/, 'Letters, digits and dashes, without blanks.'),
);

/** Blanks around it count: they are sent. */
export const headerValue: Rule = (text) => {
  if (text.length > 8_192) return 'At most 8,192 characters.';
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? null : 'Has a character that no header may have.';
};

export const json: Rule = (text) => faultOfJson(text, bodyBytesMax);

export const statuses: Rule = (text) => {
  const words = text.split(',').map((word) => word.trim());
  if (words.length > 20) return 'At most 20 statuses.';
  return words.every((word) => word === '' || /^[1-5]\d\d$/.test(word))
    ? null
    : 'Statuses with commas between them: 404, 409.';
};

export const retryStatuses: Rule = (text) => {
  const words = text.split(',').map((word) => word.trim());
  if (words.length > 20) return 'At most 20 statuses.';
  return words.every((word) => /^([345]\d\d|[345]xx)?$/i.test(word))
    ? null
    : 'Statuses from 300, or 3xx, 4xx and 5xx, with commas between them: 408, 429, 5xx.';
};

export const tags: Rule = (text) => {
  const words = text.split(',').map((word) => word.trim());
  if (words.length > 20) return 'At most 20 tags.';
  return words.every((word) => word.length <= 64) ? null : 'At most 64 characters each.';
};
