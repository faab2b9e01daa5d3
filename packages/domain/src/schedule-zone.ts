import { Temporal } from 'temporal-polyfill';
import { invalidSchedule } from './cron-grammar.js';
import { AppError } from './errors.js';
import { BoundedCache } from './bounded-cache.js';

/** A stretch of time in which a zone's clocks stand at one distance from UTC. All in milliseconds. */
export interface OffsetSpan {
  /** The first instant of the span; -Infinity for a zone's first one. */
  startMs: number;
  /** The first instant after the span: the next change of the clocks, or Infinity. */
  endMs: number;
  offsetMs: number;
  /** The offset before `startMs`; the same as `offsetMs` when there was no change. */
  previousOffsetMs: number;
}

const zoneNames = new BoundedCache<string, string>(1024);

/**
 * The zone's name as the zone database writes it. Takes names and their older links (`Asia/Calcutta`,
 * `US/Eastern`); throws `schedule.invalid` for bare offsets, for `Etc/GMT+5` and its like (its sign reads the
 * wrong way round) and for unknown names.
 */
export function readTimeZone(timeZone: string): string {
  return zoneNames.getOrMake(timeZone, () => {
    const isNamed = /^[a-z][a-z0-9_+/-]{1,63}$/i.test(timeZone);
    const isOffset = /^etc\/gmt[+-][1-9]|^systemv\//i.test(timeZone);
    if (isNamed && !isOffset) {
      try {
        return new Temporal.ZonedDateTime(0n, timeZone).timeZoneId;
      } catch (cause) {
        if (!(cause instanceof RangeError)) throw cause;
      }
    }
    throw invalidSchedule(
      `Unknown time zone ${JSON.stringify(timeZone.slice(0, 64))}. Allowed: UTC and the names of the IANA time zone database, such as Europe/Berlin.`,
      'timeZone',
    );
  });
}

/** Sixteen changes of the clocks are eight years of daylight saving, the farthest that a schedule is searched. */
const spansPerZoneMax = 40;
const spansByZone = new BoundedCache<string, OffsetSpan[]>(512);

/** The span that holds an instant. Looked up once in the zone database, then remembered: a look-up costs milliseconds. */
export function offsetSpanAt(timeZone: string, instantMs: number): OffsetSpan {
  const spans = spansByZone.getOrMake(timeZone, () => []);
  const known = spans.find((span) => instantMs >= span.startMs && instantMs < span.endMs);
  if (known !== undefined) return known;
  if (spans.length >= spansPerZoneMax) spans.shift();
  const span = readOffsetSpan(timeZone, instantMs);
  spans.push(span);
  return span;
}

function readOffsetSpan(timeZone: string, instantMs: number): OffsetSpan {
  const at = zonedTime(timeZone, instantMs);
  const next = at.getTimeZoneTransition('next');
  // "Previous" is strictly before: a millisecond later includes a change at this very instant.
  const previous = zonedTime(timeZone, instantMs + 1).getTimeZoneTransition('previous');
  const offsetMs = at.offsetNanoseconds / 1e6;
  return {
    startMs: previous?.epochMilliseconds ?? -Infinity,
    endMs: next?.epochMilliseconds ?? Infinity,
    offsetMs,
    previousOffsetMs:
      previous === null
        ? offsetMs
        : zonedTime(timeZone, previous.epochMilliseconds - 1).offsetNanoseconds / 1e6,
  };
}

function zonedTime(timeZone: string, instantMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone);
}

/** The instant as ISO 8601 with the zone's own offset, to the second: `2026-03-29T03:00:00+02:00`. */
export function formatInZone(instantMs: number, timeZone: string): string {
  return zonedTime(timeZone, instantMs).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The instant as ISO 8601 UTC, without a fraction when it is a whole second. */
export function formatInstant(instantMs: number): string {
  return new Date(instantMs).toISOString().replace('.000Z', 'Z');
}

/** Epoch milliseconds of an ISO 8601 text with `Z` or an offset. Throws `request.invalid` naming `path`. */
export function parseInstant(text: string, path: string): number {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (cause) {
    const message = `${path} must be an instant in ISO 8601 with Z or an offset, such as 2026-03-29T00:00:00Z.`;
    throw new AppError('request.invalid', message, { cause, fieldErrors: [{ path, message }] });
  }
}
