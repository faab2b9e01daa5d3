import { CronExpressionParser } from 'cron-parser';
import type { CronDays } from './cron-days.js';
import {
  cronFieldRules,
  invalidField,
  invalidSchedule,
  listItems,
  normalizeItem,
  readCronValue,
} from './cron-grammar.js';
import type { CronFieldRule } from './cron-grammar.js';
import { BoundedCache } from './bounded-cache.js';

/** What a cron expression asks of the wall clock. Values are ascending, no list is empty but inside `days`. */
export interface CronExpression {
  seconds: readonly number[];
  minutes: readonly number[];
  hours: readonly number[];
  months: ReadonlySet<number>;
  days: CronDays;
  /** Second, minute or hour has `*`, `?` or `/`: the job follows a rhythm, not a time of day. */
  isInterval: boolean;
}

/** Longest expression that is read; the longest sensible one has about half of it. */
const expressionLengthMax = 256;

const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * Reads an expression of 5 fields, of 6 fields (seconds first), or a macro such as `@daily`. Throws
 * `schedule.invalid` with the field's name for whatever is not certainly understood: a schedule that is guessed
 * fires at the wrong time without anybody noticing.
 */
export function parseCronExpression(text: string): CronExpression {
  const fields = splitFields(expandMacro(text));
  const [second, minute, hour, dayOfMonth, month, dayOfWeek] = fields;
  return {
    seconds: readValues(cronFieldRules.second, second),
    minutes: readValues(cronFieldRules.minute, minute),
    hours: readValues(cronFieldRules.hour, hour),
    months: new Set(readValues(cronFieldRules.month, month)),
    days: readDays(dayOfMonth, dayOfWeek),
    isInterval: /[*?/]/.test(second + minute + hour),
  };
}

/** The expression with a macro written out, blanks trimmed. Throws `schedule.invalid`. */
export function expandMacro(text: string): string {
  if (text.length > expressionLengthMax) {
    throw invalidSchedule(`A cron expression has at most ${expressionLengthMax} characters.`);
  }
  if (hasControlCharacter(text)) {
    throw invalidSchedule(
      'A cron expression is one line: no line breaks, tabs or control characters; spaces part the fields.',
    );
  }
  const trimmed = text.trim();
  if (/^(CRON_)?TZ\s*=/i.test(trimmed)) {
    throw invalidSchedule(
      'The time zone is a setting of its own (timeZone), not a part of the cron expression.',
    );
  }
  if (!trimmed.startsWith('@')) return trimmed;
  const expanded = macros[trimmed.toLowerCase()];
  if (expanded === undefined) {
    throw invalidSchedule(`Not a known macro. Allowed: ${Object.keys(macros).join(', ')}.`);
  }
  return expanded;
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || (character >= '\u007f' && character <= '\u009f'));
}

type SixFields = [string, string, string, string, string, string];

function splitFields(text: string): SixFields {
  const fields = text.split(/ +/);
  const count = text === '' ? 0 : fields.length;
  if (count === 5) return ['0', ...fields] as SixFields;
  if (count === 6) return fields as SixFields;
  throw invalidSchedule(
    'A cron expression has 5 fields (minute, hour, day of month, month, day of week), or 6 with the second ' +
      `first; there is no year field. This one has ${count}.`,
  );
}

function readValues(rule: CronFieldRule, text: string): number[] {
  return expandItems(rule, listItems(rule, text));
}

/** Where each field stands in the six-field expression that cron-parser is given. */
const parserFields = {
  second: { key: 'second', expression: (values: string) => `${values} 0 0 * * *` },
  minute: { key: 'minute', expression: (values: string) => `0 ${values} 0 * * *` },
  hour: { key: 'hour', expression: (values: string) => `0 0 ${values} * * *` },
  'day of month': { key: 'dayOfMonth', expression: (values: string) => `0 0 0 ${values} * *` },
  month: { key: 'month', expression: (values: string) => `0 0 0 * ${values} *` },
  'day of week': { key: 'dayOfWeek', expression: (values: string) => `0 0 0 * * ${values}` },
} as const;

/** The parser costs some 50 µs a call, and a few ranges make up nearly all expressions. */
const expandedRanges = new BoundedCache<string, readonly number[]>(1024);

/** The values of plain items, ascending. cron-parser sees one numeric range at a time, each checked before. */
function expandItems(rule: CronFieldRule, items: readonly string[]): number[] {
  const { key, expression } = parserFields[rule.name];
  const values = items.flatMap((item) => {
    const range = normalizeItem(rule, item);
    return expandedRanges.getOrMake(`${key} ${range}`, () => {
      // A fixed date, because the parser would read the clock.
      const options = { currentDate: new Date(0), tz: 'UTC' };
      return CronExpressionParser.parse(expression(range), options).fields[key].values.map(Number);
    });
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

function readDays(dayOfMonthText: string, dayOfWeekText: string): CronDays {
  const isRestricted = (text: string): boolean => text !== '*' && text !== '?';
  return {
    dayOfMonthRestricted: isRestricted(dayOfMonthText),
    dayOfWeekRestricted: isRestricted(dayOfWeekText),
    ...readDaysOfMonth(dayOfMonthText),
    ...readDaysOfWeek(dayOfWeekText),
  };
}

function readDaysOfMonth(
  text: string,
): Pick<CronDays, 'daysOfMonth' | 'daysBeforeLast' | 'nearestWeekdays' | 'lastWorkday'> {
  const rule = cronFieldRules.dayOfMonth;
  const plainItems: string[] = [];
  const daysBeforeLast: number[] = [];
  const nearestWeekdays: number[] = [];
  let lastWorkday = false;
  for (const item of listItems(rule, text)) {
    const beforeLast = /^L(?:-([0-9]+))?$/i.exec(item);
    const nearest = /^([0-9]+)W$/i.exec(item);
    if (beforeLast !== null) daysBeforeLast.push(readDaysBeforeLast(item, beforeLast[1]));
    else if (nearest?.[1] !== undefined) nearestWeekdays.push(readCronValue(rule, nearest[1]));
    else if (/^LW$/i.test(item)) lastWorkday = true;
    else plainItems.push(item);
  }
  const daysOfMonth = new Set(plainItems.length > 0 ? expandItems(rule, plainItems) : []);
  return { daysOfMonth, daysBeforeLast, nearestWeekdays, lastWorkday };
}

function readDaysBeforeLast(item: string, offsetText: string | undefined): number {
  if (offsetText === undefined) return 0;
  const offset = Number(offsetText);
  if (offset >= 1 && offset <= 30) return offset;
  throw invalidField(cronFieldRules.dayOfMonth, item, 'n in L-n must be between 1 and 30');
}

function readDaysOfWeek(text: string): Pick<CronDays, 'weekdays' | 'nthWeekdays' | 'lastWeekdays'> {
  const rule = cronFieldRules.dayOfWeek;
  const plainItems: string[] = [];
  const nthWeekdays: { weekday: number; nth: number }[] = [];
  const lastWeekdays: number[] = [];
  for (const item of listItems(rule, text)) {
    const nth = /^([0-9]+|[a-z]{3})#([1-5])$/i.exec(item);
    const last = /^([0-9]+|[a-z]{3})L$/i.exec(item);
    if (nth?.[1] !== undefined) {
      nthWeekdays.push({ weekday: readCronValue(rule, nth[1]) % 7, nth: Number(nth[2]) });
    } else if (last?.[1] !== undefined) lastWeekdays.push(readCronValue(rule, last[1]) % 7);
    else plainItems.push(item);
  }
  const values = plainItems.length > 0 ? expandItems(rule, plainItems) : [];
  return { weekdays: new Set(values.map((value) => value % 7)), nthWeekdays, lastWeekdays };
}
