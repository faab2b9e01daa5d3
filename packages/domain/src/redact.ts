/** What stands in place of a secret. */
export const redacted = '[redacted]';

/** Words that make the value beside a key a secret, wherever in the key they stand. */
const secretWord =
  /authoriz?ation|cookie|token|secret|passw|passphrase|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|signature|credential|session[-_ ]?id/i;

/** `total_tokens: 15` and `tokenCount: 15` are figures, not tokens. */
const figureWord = /tokens|count|expire|length|limit/i;
const figure = /^-?\d[\d.eE+-]*$/;

function isSecret(key: string, value: string): boolean {
  return secretWord.test(key) && !(figureWord.test(key) && figure.test(value));
}

/** Headers with the values of those replaced whose name says that they are secret. The same object when there is none. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  const names = Object.keys(headers);
  if (!names.some((name) => isSecret(name, headers[name]!))) return headers;
  return Object.fromEntries(
    names.map((name) => [name, isSecret(name, headers[name]!) ? redacted : headers[name]!]),
  );
}

/** A stored secret, with the scheme before it: it names what nobody is shown. */
const reference = /^(?:[\w-]+ +)?\{\{ *secret:[^{}]+\}\}$/;

/** Whether a header of a task holds a secret itself: by its name, and where the value does more than name a stored one. */
export function isSecretHeader(name: string, value: string): boolean {
  return isSecret(name, value) && !reference.test(value);
}

/** The headers of a task as they are shown: what is a secret is not, to nobody. The same object when there is none. */
export function shownHeaders(headers: Record<string, string>): Record<string, string> {
  const entries = Object.entries(headers);
  if (!entries.some(([name, value]) => isSecretHeader(name, value))) return headers;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isSecretHeader(name, value) ? redacted : value]),
  );
}

/** What is secret in the headers of a task: the values, and what comes behind the scheme in them. */
export function secretsOfHeaders(headers: Record<string, string>): string[] {
  const secrets: string[] = [];
  for (const name in headers) {
    const value = headers[name]!;
    if (isSecretHeader(name, value)) secrets.push(value, value.replace(/^[\w-]+ +/, ''));
  }
  return secrets;
}

/** A key of JSON. No key that matters is longer or has an escape in it, and the bound keeps the search linear. */
const keyPattern = /"([^"\\\n]{1,100})"\s{0,20}:\s{0,20}/g;

/**
 * Text with each value replaced that stands in JSON beside a key that says that it is secret; all else byte for byte
 * as it was. The text need not be JSON as a whole: it may be cut, or be something else around it. Linear.
 */
export function redactJsonText(text: string): string {
  if (!secretWord.test(text)) return text;
  let result = '';
  let copied = 0;
  keyPattern.lastIndex = 0;
  for (let found = keyPattern.exec(text); found !== null; found = keyPattern.exec(text)) {
    const from = keyPattern.lastIndex;
    if (!secretWord.test(found[1]!)) continue;
    const end = endOfValue(text, from);
    if (end === from || !isSecret(found[1]!, text.slice(from, end))) continue;
    result += `${text.slice(copied, from)}"${redacted}"`;
    copied = end;
    keyPattern.lastIndex = end;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** Where the string, number, object or list that begins here ends; here itself for true, false, null and what is no JSON. */
function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first === '{' || first === '[') return endOfNest(text, from);
  const number = /-?\d[\d.eE+-]*/y;
  number.lastIndex = from;
  return number.test(text) ? number.lastIndex : from;
}

/** Behind the closing quote, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** Behind the bracket that closes the one here, or the end of the text. */
function endOfNest(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Shorter ones stand in too many texts by chance. */
const hiddenLengthMin = 6;

/** Text with each of the values replaced, wherever it stands as it is, within JSON or within a URL. */
export function hideValues(text: string, values: Iterable<string>): string {
  let hidden = text;
  for (const value of values) {
    if (value.length < hiddenLengthMin) continue;
    for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
      hidden = hidden.replaceAll(form, redacted);
    }
  }
  return hidden;
}
