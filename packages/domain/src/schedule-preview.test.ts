import { describe, expect, test } from '@jest/globals';
import { previewSchedule } from './schedule-preview.js';
import type { PreviewInput, SchedulePreview } from './schedule-preview.js';

function preview(taskSchedule: string, overrides: Partial<PreviewInput> = {}): SchedulePreview {
  const from = Date.parse('2026-01-15T12:00:00Z');
  return previewSchedule({ taskSchedule, timeZone: 'Europe/Berlin', from, count: 2, ...overrides });
}

describe('previewSchedule', () => {
  test('describes the schedule and lists the next instants in UTC', () => {
    expect(preview('0 9 * * 1-5', { timeZone: 'UTC' })).toEqual({
      description: 'At 09:00, Monday through Friday',
      next: ['2026-01-16T09:00:00Z', '2026-01-19T09:00:00Z'],
      warnings: [],
    });
  });

  test('describes macros and every extension', () => {
    expect(preview('@daily').description).toBe('At 00:00');
    expect(preview('0 0 L-1 * *').description).toBe('At 00:00, 1 day before the last day of the month');
    expect(preview('0 0 LW * 5#2').description).not.toBe('');
  });

  test('says that two day fields are joined by OR', () => {
    expect(preview('0 0 13 * 5', { timeZone: 'UTC' }).warnings).toEqual([
      expect.stringContaining('either of them'),
    ]);
  });

  test('names the day on which a fixed time is missing, and what happens then', () => {
    expect(preview('30 2 * * *').warnings).toEqual([
      'On 2026-03-29 the clocks in Europe/Berlin go forward from 02:00 to 03:00: ' +
        '02:30 does not exist, and the task runs once at 03:00 instead.',
      'On 2026-10-25 the clocks in Europe/Berlin go back from 03:00 to 02:00: ' +
        '02:30 comes twice, and the task runs the first time only.',
    ]);
  });

  test('follows the switches of the task in its warnings', () => {
    const { warnings } = preview('30 2 * * *', { dstGap: 'skip', dstOverlap: 'both' });
    expect(warnings).toEqual([
      expect.stringContaining('the run is skipped'),
      expect.stringContaining('the task runs both times'),
    ]);
  });

  test('warns of an interval job that loses or repeats runs, not of one that keeps its rhythm', () => {
    expect(preview('*/15 2 * * *').warnings).toEqual([
      expect.stringContaining('the runs between are left out'),
      expect.stringContaining('the task runs both times'),
    ]);
    expect(preview('*/15 * * * *').warnings).toEqual([]);
  });

  test('says nothing about changes of the clocks that do not touch the schedule', () => {
    expect(preview('0 12 * * *').warnings).toEqual([]);
    expect(preview('30 2 1 * *').warnings).toEqual([]);
  });

  test('answers nothing and warns for a schedule that never fires', () => {
    const answer = preview('0 0 30 2 *');
    expect(answer.next).toEqual([]);
    expect(answer.warnings).toEqual([expect.stringContaining('never fires')]);
  });

  test.each([
    ['a broken expression', { taskSchedule: '61 * * * *' }, 'schedule.invalid'],
    ['an unknown zone', { timeZone: 'Mars/Olympus' }, 'schedule.invalid'],
    ['no count', { count: 0 }, 'request.invalid'],
    ['a fractional count', { count: 1.5 }, 'request.invalid'],
    ['too many', { count: 1001 }, 'request.invalid'],
    ['an instant before time began', { from: -1e15 }, 'request.invalid'],
    ['no instant', { from: Number.NaN }, 'request.invalid'],
  ])('refuses %s', (_what, overrides, code) => {
    expect(() => preview('* * * * *', overrides)).toThrow(expect.objectContaining({ code }));
  });
});
