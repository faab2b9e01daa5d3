/**
 * The text of a filter, taken apart as far as the page needs it: to show its terms as chips and to put one in or out.
 * What a term means, and whether it is right, only the server says.
 */
export interface FilterTerm {
  /** As it is written. */
  text: string;
  /** `status` of `-status:failed`; null for free text and payloads. */
  field: string | null;
  negated: boolean;
  /** Without quotes; of a term without a field, all of it. */
  values: readonly string[];
}

const term = /(?:[^\s"]|"(?:\\.|[^"\\])*"?)+/g;
const value = /"((?:\\.|[^"\\])*)"?|([^,]+)/g;

export function readTerms(text: string): FilterTerm[] {
  return (text.match(term) ?? []).map((written) => {
    const negated = written.startsWith('-');
    const [, field = null, rest = written.slice(negated ? 1 : 0)] = /^-?([a-z]+):(.*)$/s.exec(written) ?? [];
    return { text: written, field, negated, values: readValues(rest) };
  });
}

function readValues(text: string): string[] {
  return [...text.matchAll(value)].map(([, quoted, bare]) => quoted?.replace(/\\(.)/gs, '$1') ?? bare ?? '');
}

function quote(text: string): string {
  return /^[^\s",:=\-\\][^\s",\\]*$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** What a field is asked for; none: it is not, or only by what it must not be. */
export function valuesOf(text: string, field: string): readonly string[] {
  return readTerms(text).find((each) => each.field === field && !each.negated)?.values ?? [];
}

/** The filter with exactly these values of a field; none: without the field. */
export function withValues(text: string, field: string, values: readonly string[]): string {
  const written = values.length === 0 ? [] : [`${field}:${values.map(quote).join(',')}`];
  const terms = readTerms(text);
  const at = terms.findIndex((each) => each.field === field && !each.negated);
  const texts = terms.map((each) => each.text);
  if (at === -1) return [...texts, ...written].join(' ');
  return [...texts.slice(0, at), ...written, ...texts.slice(at + 1)].join(' ');
}

/** The filter with one value more or less of a field. */
export function withValueToggled(text: string, field: string, toggled: string): string {
  const now = valuesOf(text, field);
  const next = now.includes(toggled) ? now.filter((each) => each !== toggled) : [...now, toggled];
  return withValues(text, field, next);
}

/** The filter without the term that is written at this place. */
export function withoutTerm(text: string, index: number): string {
  return readTerms(text)
    .filter((_, at) => at !== index)
    .map((each) => each.text)
    .join(' ');
}

/** Whether somebody is in the middle of a term: it would be refused, and they know. */
export function isUnfinished(text: string): boolean {
  const last = readTerms(text).at(-1)?.text ?? '';
  const quotes = last.replace(/\\./g, '').split('"').length - 1;
  return !/\s$/.test(text) && (quotes % 2 === 1 || /[:=,.<>-]$/.test(last));
}
