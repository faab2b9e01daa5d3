/**
 * The filter of a list, as people type it. The grammar, in full:
 *
 *     filter  = [ term *( spaces term ) ]
 *     term    = [ "-" ] ( field ":" ( values / instant / length ) / payload "=" values / value )
 *     values  = value *( "," value )                  one of them
 *     instant = ( ">" / ">=" / "<" / "<=" ) ( duration / ISO 8601 )
 *     length  = ( ">" / ">=" / "<" / "<=" ) duration
 *     payload = "payload" 1*( "." key [ "[]" ] )      `[]`: in any item of the list
 *     value   = bare text / quoted text, in which \" and \\ stand for " and \
 *
 * All terms hold together; `-` turns one into its opposite. A value by itself is free text. A duration, such as 24h,
 * compares ages: `created:>24h` is what was created more than 24 hours ago; of `next` it is the time to come.
 * `took` is a run's time from the beginning of its last attempt to its end, or up to now while it runs; `late` how long
 * after its instant its first attempt began, or how long it waits already. A run that was retried keeps no more than
 * the beginning of its last attempt: it is neither late nor on time. `overtime` is what runs longer than its task's
 * time-out; `slow` what takes longer than twice the time within which 95 of 100 runs of its task end, in the window that
 * the filter keeps to. `reason` says why a run was skipped, `missed` above all; `task` is the id of a task, `failure` the
 * fingerprint of a group of failures. What is archived, task or run, is left out unless the filter speaks of `archived`.
 */
import { runStatuses, runTriggers, skipReasons } from './run.js';
import { httpMethods, taskPriorities, taskStatuses } from './task.js';

/** What a field is compared with: one of these words, text, an instant, or a duration. */
export type FilterFieldKind = readonly string[] | 'text' | 'time' | 'duration';

const yesOrNo = ['yes', 'no'] as const;

export const taskFilterFields = {
  status: taskStatuses,
  priority: taskPriorities,
  method: httpMethods,
  lane: 'text',
  tag: 'text',
  host: 'text',
  name: 'text',
  agent: 'text',
  acknowledged: yesOrNo,
  archived: yesOrNo,
  created: 'time',
  updated: 'time',
  next: 'time',
} as const satisfies Record<string, FilterFieldKind>;

export const runFilterFields = {
  status: runStatuses,
  priority: taskPriorities,
  trigger: runTriggers,
  reason: skipReasons,
  lane: 'text',
  tag: 'text',
  host: 'text',
  name: 'text',
  task: 'text',
  failure: 'text',
  acknowledged: yesOrNo,
  archived: yesOrNo,
  overtime: yesOrNo,
  slow: yesOrNo,
  created: 'time',
  scheduled: 'time',
  started: 'time',
  finished: 'time',
  took: 'duration',
  late: 'duration',
} as const satisfies Record<string, FilterFieldKind>;

export type TaskFilterField = keyof typeof taskFilterFields;
export type RunFilterField = keyof typeof runFilterFields;

export type TimeComparison = '>' | '>=' | '<' | '<=';

/** How long one unit of a duration is. */
const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** One condition. What is compared with time is an instant (ISO 8601), or so many milliseconds from now. */
export type FilterTerm<Field extends string = string> = { negated: boolean } & (
  | { kind: 'values'; field: Field; values: string[] }
  | { kind: 'time'; field: Field; comparison: TimeComparison; than: string | number }
  | { kind: 'duration'; field: Field; comparison: TimeComparison; thanMs: number }
  /** JSON documents, as text, one of which the payload contains. */
  | { kind: 'payload'; documents: string[] }
  | { kind: 'text'; text: string }
);

/** A sentence that begins behind the name of the field. `position` counts characters from 1. */
export interface FilterFault {
  fault: string;
  position: number;
}

export const filterLengthMax = 2_000;
const termsMax = 30;
const valuesMax = 50;

class Fault extends Error {
  constructor(
    readonly fault: string,
    readonly index: number,
  ) {
    super(fault);
  }
}

/** Reads a filter over these fields; what cannot be read is answered as a fault. */
export function parseFilter<Field extends string>(
  text: string,
  fields: Readonly<Record<Field, FilterFieldKind>>,
): FilterTerm<Field>[] | FilterFault {
  const reader = new FilterReader(text, fields);
  try {
    return reader.readTerms() as FilterTerm<Field>[];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: error.fault, position: error.index + 1 };
  }
}

class FilterReader {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly fields: Readonly<Record<string, FilterFieldKind>>,
  ) {}

  readTerms(): FilterTerm[] {
    const terms: FilterTerm[] = [];
    for (;;) {
      this.#take(/\s*/y);
      if (this.#at === this.text.length) return terms;
      if (terms.length === termsMax) throw new Fault(`has more than ${termsMax} terms`, this.#at);
      terms.push(this.#readTerm());
      if (!/^(\s|$)/.test(this.text.slice(this.#at))) throw new Fault('needs a blank here', this.#at);
    }
  }

  #readTerm(): FilterTerm {
    const negated = this.#take(/-/y) !== '';
    const start = this.#at;
    if (this.#take(/payload(?=\.)/y) !== '') return { negated, ...this.#readPayload() };
    const field = this.#take(/[^\s":=,]+(?=:)/y);
    if (field === '') return { negated, kind: 'text', text: this.#readValue(/[^\s"]+/y) };
    const kind = Object.hasOwn(this.fields, field) ? this.fields[field] : undefined;
    if (kind === undefined) {
      const known = Object.keys(this.fields).join(', ');
      throw new Fault(`has no field ${field}; there are ${known} and payload. Text is put in quotes`, start);
    }
    this.#at += 1;
    if (kind === 'time') return { negated, field, ...this.#readInstant() };
    if (kind === 'duration') return { negated, field, ...this.#readDuration() };
    return { negated, kind: 'values', field, values: this.#readValues(kind).map(({ value }) => value) };
  }

  #readValues(kind: 'text' | readonly string[]): { value: string; isQuoted: boolean }[] {
    const values = [];
    do {
      const start = this.#at;
      const isQuoted = this.text[this.#at] === '"';
      const value = this.#readValue(/[^\s",]+/y);
      if (kind !== 'text' && !kind.includes(value)) {
        throw new Fault(`has ${value} where one of ${kind.join(', ')} is needed`, start);
      }
      if (values.length === valuesMax)
        throw new Fault(`has more than ${valuesMax} values for one field`, start);
      values.push({ value, isQuoted });
    } while (this.#take(/,/y) !== '');
    return values;
  }

  #readValue(bare: RegExp): string {
    const start = this.#at;
    if (this.#take(/"/y) === '') {
      const value = this.#take(bare);
      if (value === '') throw new Fault('needs a value here', start);
      return value;
    }
    const quoted = this.#take(/(?:[^"\\]|\\["\\])*/y);
    if (this.#take(/"/y) === '') {
      const isOpen = this.#at === this.text.length;
      throw new Fault(
        isOpen ? 'has a quote that is never closed' : 'has a \\ that stands before neither " nor \\',
        isOpen ? start : this.#at,
      );
    }
    if (quoted === '') throw new Fault('has an empty value', start);
    return quoted.replace(/\\(["\\])/g, '$1');
  }

  #readInstant(): { kind: 'time'; comparison: TimeComparison; than: string | number } {
    const { comparison, than, start } = this.#readComparison();
    const fromNowMs = readDuration(than);
    if (fromNowMs !== null) return { kind: 'time', comparison, than: fromNowMs };
    const ms =
      /^(?:19[7-9]\d|2\d{3})-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(than)
        ? Date.parse(than)
        : NaN;
    if (Number.isNaN(ms)) {
      throw new Fault(
        'needs a duration such as 24h (ms, s, m, h, d, w) or an instant such as 2026-03-29T12:00:00Z here',
        start,
      );
    }
    return { kind: 'time', comparison, than: new Date(ms).toISOString() };
  }

  #readDuration(): { kind: 'duration'; comparison: TimeComparison; thanMs: number } {
    const { comparison, than, start } = this.#readComparison();
    const thanMs = readDuration(than);
    if (thanMs === null) throw new Fault('needs a duration such as 5s (ms, s, m, h, d, w) here', start);
    return { kind: 'duration', comparison, thanMs };
  }

  /** A sign of comparison, and what stands behind it from `start` on. */
  #readComparison(): { comparison: TimeComparison; than: string; start: number } {
    const at = this.#at;
    const comparison = this.#take(/[<>]=?/y);
    if (comparison === '') throw new Fault('needs >, >=, < or <= here', at);
    const start = this.#at;
    return { comparison: comparison as TimeComparison, than: this.#take(/[^\s"]+/y), start };
  }

  #readPayload(): { kind: 'payload'; documents: string[] } {
    const keys: string[] = [];
    while (this.#take(/\./y) !== '') {
      const key = this.#take(/[^\s".=,:[\]]+/y);
      if (key === '') throw new Fault('needs the name of a key here', this.#at);
      keys.push(key);
      if (this.#take(/\[\]/y) !== '') keys.push('[]');
    }
    if (this.#take(/=/y) === '') throw new Fault('needs = and a value here', this.#at);
    const values = this.#readValues('text');
    return { kind: 'payload', documents: values.flatMap((value) => documentsOf(keys, value)) };
  }

  /** What stands here, if it is of this form; else ''. */
  #take(form: RegExp): string {
    form.lastIndex = this.#at;
    const taken = form.exec(this.text)?.[0] ?? '';
    this.#at += taken.length;
    return taken;
  }
}

/** In milliseconds; null when it is none. */
function readDuration(text: string): number | null {
  const [, amount, unit] = /^(\d{1,9})(ms|[smhdw])$/.exec(text) ?? [];
  const isShort = amount !== undefined && (unit === 'ms' || amount.length <= 6);
  return isShort ? Number(amount) * unitMs[unit as keyof typeof unitMs] : null;
}

/** What was not quoted may be a number or a word of JSON, and text as well. Digits stay as they were written. */
function documentsOf(keys: string[], { value, isQuoted }: { value: string; isQuoted: boolean }): string[] {
  const isJson = !isQuoted && /^(-?(0|[1-9]\d{0,99})(\.\d{1,99})?|true|false|null)$/.test(value);
  return [JSON.stringify(value), ...(isJson ? [value] : [])].map((json) =>
    keys.reduceRight(
      (inner, key) => (key === '[]' ? `[${inner}]` : `{${JSON.stringify(key)}:${inner}}`),
      json,
    ),
  );
}
