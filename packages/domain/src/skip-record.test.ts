import { describe, expect, test } from '@jest/globals';
import type { PlannedSkip } from './publish-plan.js';
import type { Schedule } from './schedule.js';
import type { InstantRecord } from './skip-record.js';
import { recordSkip } from './skip-record.js';

const noonMs = Date.UTC(2026, 0, 15, 12);
const minuteMs = 60_000;
const everyMinute: Schedule = {
  expression: '* * * * *',
  timeZone: 'UTC',
  dstGap: 'run_after',
  dstOverlap: 'first',
};
const at = (minute: number) => noonMs + minute * minuteMs;
const skip = (from: number, to: number): PlannedSkip => ({
  fromMs: at(from),
  toMs: at(to),
  occurrences: to - from + 1,
  reason: 'overlap',
});
const before = (from: number, to: number, skipReason: InstantRecord['skipReason']): InstantRecord => ({
  fromMs: at(from),
  toMs: at(to),
  skipReason,
});

describe('recording a skip', () => {
  test('makes the record before it grow when that ends right before it for the same reason', () => {
    expect(recordSkip(skip(5, 7), before(1, 4, 'overlap'), everyMinute)).toEqual({
      kind: 'grow',
      toMs: at(7),
      occurrences: 3,
    });
  });

  test.each([
    ['there is none before it', null],
    ['the one before has another reason', before(1, 4, 'missed')],
    ['the one before was run', before(4, 4, null)],
    ['an instant lies between', before(1, 3, 'overlap')],
    ['the one before began on another UTC day', before(-12 * 60 - 1, 4, 'overlap')],
  ])('is a record of its own when %s', (_when, record) => {
    expect(recordSkip(skip(5, 7), record, everyMinute)).toEqual({ kind: 'insert', skip: skip(5, 7) });
  });

  test('is a record of its own when it passes over into another UTC day', () => {
    const overMidnight = skip(5, 12 * 60);
    expect(recordSkip(overMidnight, before(1, 4, 'overlap'), everyMinute)).toEqual({
      kind: 'insert',
      skip: overMidnight,
    });
  });

  test('leaves out what is on record, for whatever reason', () => {
    expect(recordSkip(skip(1, 4), before(1, 4, 'overlap'), everyMinute)).toEqual({ kind: 'none' });
    expect(recordSkip(skip(2, 3), before(1, 4, 'missed'), everyMinute)).toEqual({ kind: 'none' });
    expect(recordSkip(skip(4, 4), before(4, 4, null), null)).toEqual({ kind: 'none' });
    expect(recordSkip(skip(3, 6), before(1, 4, 'overlap'), everyMinute)).toEqual({
      kind: 'grow',
      toMs: at(6),
      occurrences: 2,
    });
    expect(recordSkip(skip(3, 6), before(3, 3, null), everyMinute)).toEqual({
      kind: 'insert',
      skip: skip(4, 6),
    });
  });
});
