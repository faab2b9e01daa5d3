import { describe, expect, test } from '@jest/globals';
import { AppError } from './errors.js';
import { formatInstant, formatInZone, offsetSpanAt, parseInstant, readTimeZone } from './schedule-zone.js';

describe('readTimeZone', () => {
  test.each([
    'UTC',
    'Etc/UTC',
    'GMT',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'US/Eastern',
    'America/Argentina/Salta',
  ])('takes %s', (timeZone) => expect(readTimeZone(timeZone)).toBe(timeZone));

  test('takes every zone that the platform lists', () => {
    for (const timeZone of Intl.supportedValuesOf('timeZone'))
      expect(() => readTimeZone(timeZone)).not.toThrow();
  });

  test.each([
    '+03:00',
    '-0500',
    'UTC+3',
    'Etc/GMT+5',
    'SystemV/EST5',
    'PST',
    '',
    'Local',
    'Mars/Olympus',
    'UTC\n',
    ' UTC',
    'Europe/Berlin\u0000',
    'a'.repeat(70),
  ])('refuses %j, naming the field', (timeZone) => {
    expect(() => readTimeZone(timeZone)).toThrow(
      expect.objectContaining({
        code: 'schedule.invalid',
        fieldErrors: [expect.objectContaining({ path: 'timeZone' })],
      }),
    );
  });
});

describe('offsetSpanAt', () => {
  test('knows the change of the clocks at its very instant and a second before', () => {
    const change = Date.parse('2026-03-29T01:00:00Z');
    expect(offsetSpanAt('Europe/Berlin', change - 1000)).toMatchObject({
      endMs: change,
      offsetMs: 3_600_000,
    });
    expect(offsetSpanAt('Europe/Berlin', change)).toEqual({
      startMs: change,
      endMs: Date.parse('2026-10-25T01:00:00Z'),
      offsetMs: 7_200_000,
      previousOffsetMs: 3_600_000,
    });
  });

  test('has one endless span for a zone without changes', () => {
    expect(offsetSpanAt('UTC', 0)).toEqual({
      startMs: -Infinity,
      endMs: Infinity,
      offsetMs: 0,
      previousOffsetMs: 0,
    });
  });

  test('agrees with the platform about every change of a year in every fourth zone', () => {
    for (const timeZone of Intl.supportedValuesOf('timeZone').filter((_, index) => index % 4 === 0)) {
      const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
      const offsetName = (instantMs: number): string => format.format(instantMs).split('GMT')[1] || '+00:00';
      let span = offsetSpanAt(timeZone, Date.UTC(2025, 0, 1));
      while (span.endMs < Date.UTC(2026, 0, 1)) {
        expect(offsetName(span.endMs)).not.toBe(offsetName(span.endMs - 1000));
        span = offsetSpanAt(timeZone, span.endMs);
        expect(offsetName(span.startMs)).toBe(formatInZone(span.startMs, timeZone).slice(19));
      }
    }
  });
});

describe('instants', () => {
  test('are written in UTC and in local time, to the second', () => {
    const instant = Date.parse('2026-03-29T01:00:00Z');
    expect(formatInstant(instant)).toBe('2026-03-29T01:00:00Z');
    expect(formatInstant(instant + 5)).toBe('2026-03-29T01:00:00.005Z');
    expect(formatInZone(instant, 'Europe/Berlin')).toBe('2026-03-29T03:00:00+02:00');
  });

  test('are read with Z or an offset', () => {
    expect(parseInstant('2026-03-29T03:00:00+02:00', 'from')).toBe(Date.parse('2026-03-29T01:00:00Z'));
  });

  test.each(['2026-03-29', '2026-03-29T03:00:00', 'tomorrow', '', '1711670400000'])('refuse %j', (text) => {
    expect(() => parseInstant(text, 'from')).toThrow(AppError);
    expect(() => parseInstant(text, 'from')).toThrow(/^from must be an instant/);
  });
});
