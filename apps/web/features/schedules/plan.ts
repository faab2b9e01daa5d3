/** The ways to say when, as the tabs of the form; the first five make a cron expression. */
export const planKinds = ['every', 'daily', 'weekly', 'monthly', 'cron', 'once', 'now', 'manual'] as const;
export type PlanKind = (typeof planKinds)[number];

/** What the tabs hold, all of them: leaving one and coming back loses nothing. */
export interface Plan {
  kind: PlanKind;
  every: { count: string; unit: 'second' | 'minute' | 'hour'; minute: string };
  /** `HH:MM`, of daily, weekly and monthly. */
  time: string;
  dailyOn: 'all' | 'weekdays' | 'weekend';
  /** 0 is Sunday. */
  weekDays: number[];
  monthly: { by: 'day' | 'last' | 'weekday'; day: string; nth: string; weekDay: string };
  cron: string;
  /** A civil time in the task's zone: `2026-03-29T02:30`. */
  runAt: string;
}

export const emptyPlan: Plan = {
  kind: 'every',
  every: { count: '5', unit: 'minute', minute: '0' },
  time: '09:00',
  dailyOn: 'all',
  weekDays: [1],
  monthly: { by: 'day', day: '1', nth: '1', weekDay: '1' },
  cron: '*/15 * * * *',
  runAt: '',
};

/** What divides the minute, the hour or the day: other steps would not be even, as cron begins anew with each. */
export const evenSteps: Readonly<Record<Plan['every']['unit'], readonly number[]>> = {
  second: [1, 5, 10, 15, 20, 30],
  minute: [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30],
  hour: [1, 2, 3, 4, 6, 8, 12],
};

export const isCronKind = (kind: PlanKind): boolean => !['once', 'now', 'manual'].includes(kind);

const dailyDays = { all: '*', weekdays: '1-5', weekend: '0,6' } as const;

/** The expression of a plan; null for one without, and '' while something is missing. */
export function cronOf(plan: Plan): string | null {
  if (!isCronKind(plan.kind)) return null;
  if (plan.kind === 'cron') return plan.cron.trim();
  if (plan.kind === 'every') return everyCron(plan.every);
  const clock = clockOf(plan.time);
  if (clock === null) return '';
  if (plan.kind === 'daily') return `${clock} * * ${dailyDays[plan.dailyOn]}`;
  if (plan.kind === 'weekly') {
    const days = [...new Set(plan.weekDays)].sort((a, b) => a - b).join(',');
    return days === '' ? '' : `${clock} * * ${days}`;
  }
  return monthlyCron(plan.monthly, clock);
}

function everyCron({ count, unit, minute }: Plan['every']): string {
  const steps = Number(count);
  if (!evenSteps[unit].includes(steps)) return '';
  const step = steps === 1 ? '*' : `*/${steps}`;
  if (unit === 'second') return `${step} * * * * *`;
  if (unit === 'minute') return `${step} * * * *`;
  return isWhole(minute, 0, 59) ? `${Number(minute)} ${step} * * *` : '';
}

function monthlyCron({ by, day, nth, weekDay }: Plan['monthly'], clock: string): string {
  if (by === 'last') return `${clock} L * *`;
  if (by === 'day') return isWhole(day, 1, 31) ? `${clock} ${Number(day)} * *` : '';
  return `${clock} * * ${weekDay}${nth === 'last' ? 'L' : `#${nth}`}`;
}

/** `09:05` → `5 9`. */
function clockOf(time: string): string | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined ? null : `${Number(minutes)} ${Number(hours)}`;
}

function isWhole(text: string, min: number, max: number): boolean {
  return /^\d{1,2}$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;
}

/**
 * The tab that says what an expression says, with its fields filled in. It makes that same expression again, letter
 * by letter; any other text stays as it is, on the tab for cron.
 */
export function planOf(taskSchedule: string): Plan {
  const cron = taskSchedule.trim();
  const found = guess(cron.split(/\s+/));
  const plan: Plan = { ...emptyPlan, ...found, cron };
  return found !== null && cronOf(plan) === cron ? plan : { ...emptyPlan, kind: 'cron', cron };
}

function guess(fields: string[]): Partial<Plan> | null {
  if (fields.length === 6) {
    return { kind: 'every', every: { ...emptyPlan.every, count: stepOf(fields[0]!), unit: 'second' } };
  }
  if (fields.length !== 5) return null;
  const [minute, hour, day, , weekDay] = fields as [string, string, string, string, string];
  if (hour === '*' && minute.startsWith('*')) {
    return { kind: 'every', every: { ...emptyPlan.every, count: stepOf(minute), unit: 'minute' } };
  }
  if (hour.startsWith('*')) return { kind: 'every', every: { count: stepOf(hour), unit: 'hour', minute } };
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  const days = guessDays(day, weekDay);
  return days === null ? null : { ...days, time };
}

function guessDays(day: string, weekDay: string): Partial<Plan> | null {
  const { monthly } = emptyPlan;
  if (day === 'L') return { kind: 'monthly', monthly: { ...monthly, by: 'last' } };
  if (day !== '*') return { kind: 'monthly', monthly: { ...monthly, by: 'day', day } };
  const [, name, last, nth] = /^(\d)(?:(L)|#(\d))$/.exec(weekDay) ?? [];
  if (name !== undefined) {
    const which = last === undefined ? nth! : 'last';
    return { kind: 'monthly', monthly: { ...monthly, by: 'weekday', weekDay: name, nth: which } };
  }
  for (const [dailyOn, text] of Object.entries(dailyDays)) {
    if (weekDay === text) return { kind: 'daily', dailyOn: dailyOn as Plan['dailyOn'] };
  }
  return /^[0-6](,[0-6])*$/.test(weekDay)
    ? { kind: 'weekly', weekDays: weekDay.split(',').map(Number) }
    : null;
}

const stepOf = (field: string): string => (field === '*' ? '1' : field.replace('*/', ''));
