/** Civil times, as date fields of the browser hold them (`2026-03-29T02:30`), and the instants that they are in a zone. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

export function isTimeZone(zone: string): boolean {
  if (zone.trim() === '') return false;
  try {
    formatIn(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks in the zone show, as if it were UTC; epoch milliseconds. */
export function civilMs(epochMs: number, zone: string): number {
  if (zone === 'UTC') return epochMs;
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const fraction = ((epochMs % 1_000) + 1_000) % 1_000;
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction);
}

/** `2026-03-29T02:30`; seconds and their fraction only where there are any. */
export function toCivil(iso: string, zone: string): string {
  const text = new Date(civilMs(Date.parse(iso), zone)).toISOString().replace('Z', '');
  return text.replace(/\.000$/, '').replace(/:00$/, '');
}

const dayMs = 86_400_000;

/** The instant of a civil time, ISO 8601 UTC; null when the text is none. */
export function fromCivil(text: string, zone: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text) || !isTimeZone(zone)) return null;
  const wanted = Date.parse(`${text}Z`);
  return Number.isNaN(wanted) ? null : new Date(instantMs(wanted, zone)).toISOString();
}

/**
 * The instant of a civil time that is written as if it were UTC; epoch milliseconds. What comes twice, as the clocks go
 * back, is its first; what does not exist, as they go forward, is as much later as they leap.
 */
export function instantMs(wanted: number, zone: string): number {
  if (zone === 'UTC') return wanted;
  const offsetAt = (epochMs: number): number => civilMs(epochMs, zone) - epochMs;
  const before = wanted - offsetAt(wanted - dayMs);
  const after = wanted - offsetAt(wanted + dayMs);
  const exact = [before, after].filter((epochMs) => civilMs(epochMs, zone) === wanted);
  return exact.length === 0 ? before : Math.min(...exact);
}

/** The zones that the browser knows, UTC first. */
export function listTimeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** `UTC+2`, as it is now. */
export function offsetNameOf(zone: string, at = Date.now()): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    at,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', 'UTC');
}

/** A whole date with its day of the week, and the time to the second. */
export const wholeInstant = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const satisfies Intl.DateTimeFormatOptions;

/** `Mon 30 Nov 2026, 02:30:00`. */
export function formatCivil(iso: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...wholeInstant, timeZone: zone }).format(new Date(iso));
}
