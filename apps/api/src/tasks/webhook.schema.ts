import { authorityOf, forbiddenHeader, isSecretHeader, parseUrl, taskLimits } from '@carillon/domain';
import { z } from 'zod';
import { isStorable } from '../http/text.js';

/** What is wrong with a webhook's address, or null. Where it may lead is judged when it is connected to. */
function faultOfWebhookUrl(text: string): string | null {
  if (authorityOf(text).includes('{{')) return 'must not have a placeholder in its host';
  // A placeholder may have blanks inside its braces, where a URL has none.
  return faultOfUrl(text.replace(/\{\{ *([^\s{}]+) *\}\}/g, '{{$1}}'));
}

/** What is wrong with the address of an HTTP service, or null. */
export function faultOfUrl(text: string): string | null {
  if (!/^https?:\/\/[^\s/?#]/i.test(text)) return 'must begin with http:// or https:// and a host';
  const url = parseUrl(text);
  if (/[\s\\]/.test(text) || !isStorable(text) || url === null) return 'is not a valid URL';
  const { username, password } = url;
  if (username !== '' || password !== '' || /^https?:\/\/[^/?#]*@/i.test(text)) {
    return 'must not hold a user or a password; use a header';
  }
  return text.includes('#') ? 'must not have a fragment (#…): it is never sent' : null;
}

export const webhookUrl = z
  .string()
  .min(1)
  .max(taskLimits.urlLengthMax)
  .superRefine((text, context) => {
    const message = faultOfWebhookUrl(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .describe('http or https. With deliveryOptions.templates, path and query may have placeholders.');

const valueLengthMax = 8_192;

export function faultOfHeaderName(name: string): string | null {
  if (!/^[\w!#$%&'*+\-.^`|~]{1,256}$/.test(name)) return 'is not a valid header name';
  return forbiddenHeader(name) ? 'is set by the sender and cannot be set by a task' : null;
}

function faultOfHeader(name: string, value: string): string | null {
  const fault = faultOfHeaderName(name);
  if (fault !== null) return fault;
  if (value.startsWith('sealed:') && isSecretHeader(name, value))
    return 'must not begin with “sealed:”, as sealed secrets do';
  if (value.length > valueLengthMax) return `is longer than ${valueLengthMax} characters`;
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? null
    : 'has a value with characters that no header may have';
}

const headersByName = z.record(z.string(), z.string()).superRefine((headers, context) => {
  const names = Object.keys(headers);
  if (names.length > taskLimits.headersMax) {
    context.addIssue({ code: 'custom', message: `must be at most ${taskLimits.headersMax} headers` });
    return;
  }
  const seen = new Set<string>();
  for (const name of names) {
    const isRepeated = seen.has(name.toLowerCase());
    const message = isRepeated ? 'is given twice' : faultOfHeader(name, headers[name]!);
    if (message !== null) context.addIssue({ code: 'custom', path: [name], message });
    seen.add(name.toLowerCase());
  }
});

/** zod leaves this one name out of records without a word, and a header would be lost. */
export const httpHeaders = z.preprocess((given, context) => {
  if (typeof given === 'object' && given !== null && Object.hasOwn(given, '__proto__')) {
    context.addIssue({ code: 'custom', path: ['__proto__'], message: 'cannot be the name of a header' });
  }
  return given;
}, headersByName.describe('Secrets, as their names tell, are sealed and never shown; `[redacted]` keeps what is stored.'));
