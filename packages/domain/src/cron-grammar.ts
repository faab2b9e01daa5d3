import { AppError } from './errors.js';

/** One position of a cron expression: what it is called, and what it takes. */
export interface CronFieldRule {
  name: 'second' | 'minute' | 'hour' | 'day of month' | 'month' | 'day of week';
  min: number;
  max: number;
  /** The largest value that `*` and an open step reach; below `max` only where 7 is a second name of Sunday. */
  wildcardMax: number;
  /** Three-letter names, lower case, the first one standing for `namesFrom`. */
  names: readonly string[];
  namesFrom: number;
  /** What the field takes beside numbers, in words, for the message of a refusal. */
  extras: string;
}

const plain = { names: [], namesFrom: 0, extras: '' };

export const cronFieldRules = {
  second: { ...plain, name: 'second', min: 0, max: 59, wildcardMax: 59 },
  minute: { ...plain, name: 'minute', min: 0, max: 59, wildcardMax: 59 },
  hour: { ...plain, name: 'hour', min: 0, max: 23, wildcardMax: 23 },
  dayOfMonth: {
    ...plain,
    name: 'day of month',
    min: 1,
    max: 31,
    wildcardMax: 31,
    extras: ', L (last day), L-n (n days before it), nW (nearest weekday), LW (last weekday)',
  },
  month: {
    name: 'month',
    min: 1,
    max: 12,
    wildcardMax: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
    namesFrom: 1,
    extras: ', JAN to DEC',
  },
  dayOfWeek: {
    name: 'day of week',
    min: 0,
    max: 7,
    wildcardMax: 6,
    names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
    namesFrom: 0,
    extras:
      ' (0 and 7 are Sunday), SUN to SAT, n#k (the k-th of the month, 1 to 5), nL (the last of the month)',
  },
} as const satisfies Record<string, CronFieldRule>;

/** More items than the longest field has values: nobody needs them. */
const listItemsMax = 64;

/** A refusal of the task's schedule; `path` is the input field at fault. */
export function invalidSchedule(
  message: string,
  path: 'taskSchedule' | 'timeZone' = 'taskSchedule',
): AppError {
  return new AppError('schedule.invalid', message, { fieldErrors: [{ path, message }] });
}

/** A refusal that names the cron field, the text at fault, the reason, and what is allowed. */
export function invalidField(rule: CronFieldRule, text: string, reason: string): AppError {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return invalidSchedule(
    `The ${rule.name} field cannot be "${shown}": ${reason}. Allowed: ${rule.min}-${rule.max}${rule.extras}, *, ` +
      `ranges a-b, steps */n or a-b/n with n from 1 to ${rule.max}, lists a,b.`,
  );
}

/** The items of a field's list, none empty. Throws `schedule.invalid`. */
export function listItems(rule: CronFieldRule, text: string): string[] {
  const items = text.split(',');
  if (items.length > listItemsMax) {
    throw invalidField(rule, text, `it lists ${items.length} items, more than ${listItemsMax}`);
  }
  if (items.includes('')) throw invalidField(rule, text, 'it has a comma with nothing before or after it');
  return items;
}

/**
 * One plain item (`*`, `5`, `1-5`, `10/2`, `10-30/5`, `MON-FRI`) as the numeric range `from-to/step` that it
 * stands for. Throws `schedule.invalid` for everything else.
 */
export function normalizeItem(rule: CronFieldRule, item: string): string {
  const parts = /^(?:([*?])|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:\/([0-9]+))?$/i.exec(item);
  if (parts === null) throw invalidField(rule, item, 'it is not a value, a range or a step');
  const [, wildcard, first, last, stepText] = parts;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step < 1 || step > rule.max) {
    throw invalidField(rule, item, `the step must be between 1 and ${rule.max}`);
  }
  if (wildcard !== undefined || first === undefined) return `${rule.min}-${rule.wildcardMax}/${step}`;

  const from = readCronValue(rule, first);
  if (last === undefined) {
    return stepText === undefined ? `${from}` : `${from}-${Math.max(from, rule.wildcardMax)}/${step}`;
  }
  const to = readRangeEnd(rule, last);
  if (from > to) throw invalidField(rule, item, 'the range runs backwards');
  return `${from}-${to}/${step}`;
}

/** A number or a name of the field. Throws `schedule.invalid`. */
export function readCronValue(rule: CronFieldRule, text: string): number {
  if (/^[0-9]+$/.test(text)) {
    const value = Number(text);
    if (value >= rule.min && value <= rule.max) return value;
    throw invalidField(rule, text, `it is not between ${rule.min} and ${rule.max}`);
  }
  const index = rule.names.indexOf(text.toLowerCase());
  if (index >= 0) return rule.namesFrom + index;
  const known = rule.names.length > 0 ? 'neither a number nor a known name' : 'not a number';
  throw invalidField(rule, text, `it is ${known}`);
}

/** As `readCronValue`, with Sunday as the end of the week: `WED-SUN` is 3-7. */
function readRangeEnd(rule: CronFieldRule, text: string): number {
  const value = readCronValue(rule, text);
  return rule.name === 'day of week' && text.toLowerCase() === 'sun' ? 7 : value;
}
