import { describe, expect, test } from '@jest/globals';
import { Cron } from 'croner';
import fc from 'fast-check';
import { nextFireTime, nextFireTimes } from './schedule.js';
import type { Schedule } from './schedule.js';

const seed = 20_260_329;
const minuteMs = 60_000;

/** A field's text and the values that it stands for, made together, so that the check needs no parser. */
interface Field {
  text: string;
  values: Set<number>;
}

function fieldOf(min: number, max: number): fc.Arbitrary<Field> {
  const value = fc.integer({ min, max });
  const all = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return fc.oneof(
    fc.constant({ text: '*', values: new Set(all) }),
    value.map((one) => ({ text: String(one), values: new Set([one]) })),
    fc.uniqueArray(value, { minLength: 2, maxLength: 4 }).map((some) => ({
      text: some.join(','),
      values: new Set(some),
    })),
    fc.tuple(value, value).map(([a, b]) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      return { text: `${from}-${to}`, values: new Set(all.filter((one) => one >= from && one <= to)) };
    }),
    fc.integer({ min: 2, max: max - 1 }).map((step) => ({
      text: `*/${step}`,
      values: new Set(all.filter((one) => (one - min) % step === 0)),
    })),
  );
}

const star: Field = { text: '*', values: new Set([0, 1, 2, 3, 4, 5, 6]) };
const timeFields = fc.record({ minute: fieldOf(0, 59), hour: fieldOf(0, 23) });
const anyExpression = fc
  .tuple(
    fieldOf(0, 59),
    fieldOf(0, 23),
    fieldOf(1, 28),
    fieldOf(1, 12),
    fc.oneof({ weight: 2, arbitrary: fc.constant(star) }, { weight: 1, arbitrary: fieldOf(0, 6) }),
  )
  .map((fields) => fields.map((field) => field.text).join(' '));

function schedule(expression: string, timeZone: string): Schedule {
  return { expression, timeZone, dstGap: 'run_after', dstOverlap: 'first' };
}

const instant = fc
  .integer({ min: Date.UTC(2010, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 })
  .map((seconds) => seconds * 1000);

describe(`nextFireTime, seed ${seed}`, () => {
  // No zone here changes its clocks around midnight, where croner's gaps end differently by design.
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
  );

  test('agrees with an independent engine on random expressions', () => {
    fc.assert(
      fc.property(anyExpression, zone, instant, (expression, timeZone, from) => {
        const engine = new Cron(expression, {
          timezone: timeZone,
          mode: '5-or-6-parts',
          fixedTimeRule: 'no-wildcard',
          paused: true,
        });
        const wanted = engine.nextRuns(3, new Date(from)).map((date) => date.getTime());
        expect(nextFireTimes(schedule(expression, timeZone), from, 3)).toEqual(wanted);
      }),
      { seed, numRuns: 400 },
    );
  });

  test('is strictly later, and the same for every question asked between two answers', () => {
    fc.assert(
      fc.property(
        anyExpression,
        zone,
        instant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (expression, timeZone, from, part) => {
          const asked = schedule(expression, timeZone);
          const [first, second] = nextFireTimes(asked, from, 2);
          if (first === undefined || second === undefined) return;
          expect(first).toBeGreaterThan(from);
          expect(second).toBeGreaterThan(first);
          const between = first + Math.floor((second - first - 1) * part);
          expect(nextFireTime(asked, between)).toBe(second);
          expect(nextFireTime(asked, first - 1)).toBe(first);
        },
      ),
      { seed, numRuns: 400 },
    );
  });

  test('never answers earlier to a later question', () => {
    fc.assert(
      fc.property(anyExpression, zone, instant, instant, (expression, timeZone, a, b) => {
        const asked = schedule(expression, timeZone);
        const [earlier, later] = [Math.min(a, b), Math.max(a, b)].map((from) => nextFireTime(asked, from));
        expect(later ?? Infinity).toBeGreaterThanOrEqual(earlier ?? Infinity);
      }),
      { seed, numRuns: 200 },
    );
  });
});

/** Every real minute around a change of the clocks with its civil time, as the platform's calendar shows it. */
function walk(timeZone: string, around: string): { instant: number; civil: number }[] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const start = Date.parse(around) - 26 * 60 * minuteMs;
  return Array.from({ length: 52 * 60 }, (_, index) => {
    const parts = format.formatToParts(start + index * minuteMs);
    const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
    const civil = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
    return { instant: start + index * minuteMs, civil };
  });
}

/** The rule once more, told by walking the clock: what it shows now, has shown before, and has leapt over. */
function fireTimesByWalking(
  minutes: { instant: number; civil: number }[],
  fields: Record<string, Field>,
): number[] {
  const { minute, hour } = fields as { minute: Field; hour: Field };
  const isInterval = /[*/]/.test(minute.text + hour.text);
  const matches = (civil: number): boolean => {
    const date = new Date(civil);
    return minute.values.has(date.getUTCMinutes()) && hour.values.has(date.getUTCHours());
  };
  const shown = new Set<number>();
  let latest = minutes[0]?.civil ?? 0;
  const fired: number[] = [];
  for (const { instant: now, civil } of minutes) {
    const leaptMinutes = (civil - latest) / minuteMs - 1;
    const leapt = Array.from(
      { length: Math.max(leaptMinutes, 0) },
      (_, index) => latest + (index + 1) * minuteMs,
    );
    const madeUp = !isInterval && leapt.length < 180 && leapt.some(matches);
    if (madeUp || (matches(civil) && (isInterval || !shown.has(civil)))) fired.push(now);
    shown.add(civil);
    latest = civil;
  }
  return fired;
}

describe(`nextFireTime around changes of the clocks, seed ${seed}`, () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2025-11-02T06:00:00Z'],
    ['Australia/Lord_Howe', '2025-10-04T15:30:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Antarctica/Troll', '2026-03-29T01:00:00Z'],
    ['Antarctica/Troll', '2026-10-25T01:00:00Z'],
    ['Antarctica/Casey', '2016-10-21T16:00:00Z'],
    ['America/Nuuk', '2025-03-30T01:00:00Z'],
    ['America/Havana', '2025-11-02T05:00:00Z'],
    ['America/Santiago', '2026-09-06T04:00:00Z'],
    ['Africa/Cairo', '2025-10-30T21:00:00Z'],
    ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
    ['Asia/Pyongyang', '2018-05-04T15:00:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['Asia/Almaty', '2024-02-29T18:00:00Z'],
  ])('agrees with a walk along the clock in %s at %s', (timeZone, around) => {
    const minutes = walk(timeZone, around);
    const from = minutes[0]?.instant ?? 0;
    const last = minutes.at(-1)?.instant ?? 0;
    expect(last - from).toBe((52 * 60 - 1) * minuteMs);
    const offsets = new Set(minutes.map((at) => at.civil - at.instant));
    expect(offsets.size).toBe(2);
    fc.assert(
      fc.property(timeFields, (fields) => {
        const wanted = fireTimesByWalking(minutes, fields).filter((at) => at > from);
        const asked = schedule(`${fields.minute.text} ${fields.hour.text} * * *`, timeZone);
        const answered = nextFireTimes(asked, from, wanted.length + 1).filter((at) => at <= last);
        // Compared as text: thousands of instants a run, and Jest's own comparison takes a second for them.
        expect(answered.join()).toBe(wanted.join());
      }),
      { seed, numRuns: 40 },
    );
  });
});
