import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Blackout, BlackoutWindow } from './blackout.js';
import {
  blackoutAt,
  blackoutEndMs,
  blackoutsFor,
  blackoutSpans,
  parseBlackoutSchedule,
  toBlackoutWindow,
} from './blackout.js';

const hourMs = 3_600_000;
const at = (text: string) => Date.parse(text);

let count = 0;
function window(times: BlackoutWindow['times'], tags: string[] = []): BlackoutWindow {
  count += 1;
  return { id: `id ${count}`, name: `window ${count}`, tags, times };
}
const once = (from: string, to: string) => window({ fromMs: at(from), toMs: at(to) });
const recurring = (expression: string, hours: number, timeZone = 'UTC') =>
  window({
    schedule: { expression, timeZone, dstGap: 'run_after', dstOverlap: 'first' },
    durationMs: hours * hourMs,
  });

describe('a window', () => {
  test('that comes once holds its first instant and not its last', () => {
    const one = once('2026-03-01T02:00:00Z', '2026-03-01T04:00:00Z');
    expect(blackoutAt([one], at('2026-03-01T01:59:59.999Z'))).toBeNull();
    expect(blackoutAt([one], at('2026-03-01T02:00:00Z'))).toBe(one);
    expect(blackoutAt([one], at('2026-03-01T03:59:59.999Z'))).toBe(one);
    expect(blackoutAt([one], at('2026-03-01T04:00:00Z'))).toBeNull();
  });

  test('that recurs holds its first instant and not its last, each time', () => {
    const sundays = recurring('0 2 * * SUN', 2);
    for (const day of ['2026-03-01', '2026-03-08']) {
      expect(blackoutAt([sundays], at(`${day}T01:59:59.999Z`))).toBeNull();
      expect(blackoutAt([sundays], at(`${day}T02:00:00Z`))).toBe(sundays);
      expect(blackoutAt([sundays], at(`${day}T03:59:59.999Z`))).toBe(sundays);
      expect(blackoutAt([sundays], at(`${day}T04:00:00Z`))).toBeNull();
    }
    expect(blackoutAt([sundays], at('2026-03-02T02:30:00Z'))).toBeNull();
  });

  test('begins by the clocks of its zone and lasts as long as it says when they change', () => {
    const sundays = recurring('0 2 * * SUN', 2, 'Europe/Vienna');
    // 02:00 is leapt over: it begins at 03:00 and ends at 05:00, summer time.
    expect(blackoutEndMs([sundays], at('2026-03-29T01:00:00Z'))).toBe(at('2026-03-29T03:00:00Z'));
    expect(blackoutAt([sundays], at('2026-03-29T00:59:59Z'))).toBeNull();
    // 02:00 comes twice: it begins with the first and ends two hours later, at 03:00 winter time.
    expect(blackoutEndMs([sundays], at('2026-10-25T00:00:00Z'))).toBe(at('2026-10-25T02:00:00Z'));
    expect(blackoutAt([sundays], at('2026-10-25T02:00:00Z'))).toBeNull();
  });

  test('whose schedule cannot be read any more holds nothing, and is not an error', () => {
    const stored: Blackout = {
      ...{ id: 'a', name: 'a', enabled: true, tags: [], startsAt: null, endsAt: null },
      ...{
        schedule: '0 2 * * *',
        timeZone: 'Mars/Olympus',
        durationMs: hourMs,
        version: 1,
        createdAt: '',
        updatedAt: '',
      },
    };
    expect(toBlackoutWindow(stored)).toBeNull();
    expect(toBlackoutWindow({ ...stored, timeZone: 'UTC' })).toMatchObject({
      times: { durationMs: hourMs },
    });
  });
});

describe('the end', () => {
  test('of windows that overlap or adjoin is that of the last of them', () => {
    const nights = recurring('0 2 * * *', 2);
    const overlapping = once('2026-03-01T03:00:00Z', '2026-03-01T05:00:00Z');
    const adjoining = once('2026-03-01T05:00:00Z', '2026-03-01T06:00:00Z');
    const apart = once('2026-03-01T06:00:01Z', '2026-03-01T07:00:00Z');
    const all = [apart, adjoining, nights, overlapping];
    expect(blackoutEndMs(all, at('2026-03-01T02:30:00Z'))).toBe(at('2026-03-01T06:00:00Z'));
    expect(blackoutEndMs(all, at('2026-03-01T06:00:00Z'))).toBeNull();
    expect(blackoutEndMs([], 0)).toBeNull();
  });

  test('of windows that go on and on is found piece by piece', () => {
    const turns = [recurring('0 */2 * * *', 1), recurring('0 1-23/2 * * *', 1)];
    const endMs = blackoutEndMs(turns, at('2026-03-01T00:30:00Z'))!;
    expect(endMs).toBeGreaterThan(at('2026-03-03T00:00:00Z'));
    expect(blackoutEndMs(turns, endMs)).toBeGreaterThan(endMs);
  });

  test('is the first instant from the one asked about on that lies in no window', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const windows = fc.array(
      fc.oneof(
        fc
          .tuple(hour, fc.integer({ min: 1, max: 23 }))
          .map(([start, hours]) => recurring(`0 ${start} * * *`, hours, 'Europe/Vienna')),
        fc
          .tuple(fc.integer({ min: 0, max: 72 }), fc.integer({ min: 1, max: 30 }))
          .map(([start, hours]) =>
            window({ fromMs: day + start * hourMs, toMs: day + (start + hours) * hourMs }),
          ),
      ),
      { maxLength: 3 },
    );
    const day = at('2026-03-28T00:00:00Z');
    fc.assert(
      fc.property(windows, fc.integer({ min: 0, max: 71 }), (some, start) => {
        const fromMs = day + start * hourMs;
        const endMs = blackoutEndMs(some, fromMs) ?? fromMs;
        for (let ms = fromMs; ms < Math.min(endMs, fromMs + 96 * hourMs); ms += hourMs / 2) {
          expect(blackoutAt(some, ms)).not.toBeNull();
        }
        if (endMs < fromMs + 96 * hourMs) expect(blackoutAt(some, endMs)).toBeNull();
      }),
      { seed: 20_260_328, numRuns: 200 },
    );
  });
});

test('a window with tags holds for tasks that have any of them', () => {
  const all = recurring('0 2 * * *', 1);
  const tagged = window(all.times, ['billing', 'reports']);
  expect(blackoutsFor([all, tagged], [])).toEqual([all]);
  expect(blackoutsFor([all, tagged], ['mail'])).toEqual([all]);
  expect(blackoutsFor([all, tagged], ['mail', 'reports'])).toEqual([all, tagged]);
});

test('the times of a window that touch a range are listed, up to a limit', () => {
  const nights = recurring('0 2 * * *', 2);
  const range = { fromMs: at('2026-03-01T03:00:00Z'), toMs: at('2026-03-03T02:00:00Z') };
  expect(blackoutSpans(nights, range, 10)).toEqual([
    { fromMs: at('2026-03-01T02:00:00Z'), toMs: at('2026-03-01T04:00:00Z') },
    { fromMs: at('2026-03-02T02:00:00Z'), toMs: at('2026-03-02T04:00:00Z') },
  ]);
  expect(blackoutSpans(nights, range, 1)).toHaveLength(1);
  const [before, within] = [
    once('2026-03-01T02:00:00Z', '2026-03-01T03:00:00Z'),
    once('2026-03-01T02:00:00Z', '2026-03-01T03:00:01Z'),
  ];
  expect([blackoutSpans(before, range, 1), blackoutSpans(within, range, 1)]).toMatchObject([[], [{}]]);
});

describe('the schedule of a window', () => {
  const parse = (schedule: string, hours: number, timeZone = 'UTC') =>
    parseBlackoutSchedule({ schedule, timeZone, durationMs: hours * hourMs }, at('2026-01-01T00:00:00Z'));

  test('is kept without the blanks around it', () => {
    expect(parse(' 0 2 * * SUN ', 2)).toBe('0 2 * * SUN');
  });

  test.each([
    ['schedule', '0 25 * * *', 1, 'UTC'],
    ['schedule', '0 0 30 2 *', 1, 'UTC'],
    ['timeZone', '0 2 * * *', 1, 'Nowhere'],
    ['durationMs', '0 2 * * *', 24, 'UTC'],
    ['durationMs', '*/30 * * * *', 1, 'UTC'],
  ])('is refused with a word about %s: %s for %d h in %s', (path, schedule, hours, timeZone) => {
    expect(() => parse(schedule, hours, timeZone)).toThrow(
      expect.objectContaining({ code: 'schedule.invalid', fieldErrors: [expect.objectContaining({ path })] }),
    );
  });
});
