import type { Blackout } from '@carillon/domain';
import { parseBlackoutSchedule } from '@carillon/domain';
import { invalidField } from '../http/problem.js';

export type BlackoutTimesInput = {
  [Field in 'startsAt' | 'endsAt' | 'schedule' | 'timeZone' | 'durationMs']?: Blackout[Field] | undefined;
};
export type StoredBlackoutTimes = Required<BlackoutTimesInput> & Pick<Blackout, keyof BlackoutTimesInput>;

/**
 * When a window holds, from what is asked for and, of one that is changed, what it has.
 *
 * @throws AppError `request.invalid` or `schedule.invalid`
 */
export function readBlackoutTimes(
  asked: BlackoutTimesInput,
  stored: BlackoutTimesInput,
  nowMs: number,
): StoredBlackoutTimes {
  const isOnce = isGiven(asked.startsAt) || isGiven(asked.endsAt);
  const isRecurring = isGiven(asked.schedule) || isGiven(asked.timeZone) || isGiven(asked.durationMs);
  if (isOnce && isRecurring) {
    throw invalidField(
      'schedule',
      'cannot stand beside startsAt and endsAt: a window comes once, or it recurs',
    );
  }
  return isOnce || (!isRecurring && isGiven(stored.startsAt))
    ? readOnce(asked, stored)
    : readRecurring(asked, stored, nowMs);
}

function readOnce(asked: BlackoutTimesInput, stored: BlackoutTimesInput): StoredBlackoutTimes {
  const startsAt = asked.startsAt ?? stored.startsAt ?? null;
  const endsAt = asked.endsAt ?? stored.endsAt ?? null;
  if (startsAt === null) throw invalidField('startsAt', 'is missing');
  if (endsAt === null) throw invalidField('endsAt', 'is missing');
  if (Date.parse(endsAt) <= Date.parse(startsAt)) throw invalidField('endsAt', 'must be after startsAt');
  return { startsAt, endsAt, schedule: null, timeZone: null, durationMs: null };
}

function readRecurring(
  asked: BlackoutTimesInput,
  stored: BlackoutTimesInput,
  nowMs: number,
): StoredBlackoutTimes {
  const expression = asked.schedule ?? stored.schedule ?? null;
  const durationMs = asked.durationMs ?? stored.durationMs ?? null;
  const timeZone = asked.timeZone ?? stored.timeZone ?? 'UTC';
  if (expression === null) throw invalidField('schedule', 'is missing, and so are startsAt and endsAt');
  if (durationMs === null) throw invalidField('durationMs', 'is missing');
  const schedule = parseBlackoutSchedule({ schedule: expression, timeZone, durationMs }, nowMs);
  return { startsAt: null, endsAt: null, schedule, timeZone, durationMs };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
