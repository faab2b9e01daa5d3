import { describe, expect, test } from '@jest/globals';
import { fromCivil, isTimeZone, toCivil } from './civil-time';

describe('fromCivil', () => {
  test.each([
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
    ['2026-01-01T09:00:30.5', 'Europe/Berlin', '2026-01-01T08:00:30.500Z'],
    ['2026-01-01T00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
    ['2026-01-01T00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
  ])('%s in %s', (civil, zone, iso) => {
    expect(fromCivil(civil, zone)).toBe(iso);
  });

  test('what does not exist as the clocks go forward is as much later as they leap', () => {
    expect(fromCivil('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  test('what comes twice as the clocks go back is its first', () => {
    expect(fromCivil('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(fromCivil('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  test.each(['', '2026-01-01', '2026-13-01T00:00', 'tomorrow'])('%p is no time', (text) => {
    expect(fromCivil(text, 'UTC')).toBeNull();
  });

  test('a zone that nobody knows gives nothing', () => {
    expect(fromCivil('2026-01-01T00:00', 'Mars/Olympus')).toBeNull();
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});

test.each(['2026-03-29T00:59:00.000Z', '2026-03-29T01:00:00.000Z', '2026-12-31T23:59:59.123Z'])(
  'a civil time leads back to %s',
  (iso) => {
    for (const zone of ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns']) {
      expect(fromCivil(toCivil(iso, zone), zone)).toBe(iso);
    }
  },
);
