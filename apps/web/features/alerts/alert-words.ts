import { formatCount } from '@/features/time/format-time';
import type { AlertChannel, QuietHours } from './alert-channels.api';

type Kind = AlertChannel['kind'];
type Event = AlertChannel['events'][number];

export const kindNames: Record<Kind, string> = { webhook: 'Webhook', chat: 'Chat', email: 'E-mail' };

export const kindHints: Record<Kind, string> = {
  webhook: 'A signed JSON document by POST.',
  chat: 'A JSON body with a text, as Slack, Mattermost and Google Chat take it.',
  email: 'Plain text, through the mail server of the installation.',
};

export const eventNames: Record<Event, { label: string; hint: string }> = {
  'task.failed': { label: 'Failures', hint: 'A run failed and is not tried again.' },
  'run.abandoned': {
    label: 'Abandoned runs',
    hint: 'A run ended at its deadline, or nobody knows what came of it and it may not be repeated.',
  },
  'run.late': {
    label: 'Late runs',
    hint: 'A run is due and does not begin, whatever keeps it: a paused lane, its host, no listener.',
  },
  'task.recovered': { label: 'Recoveries', hint: 'The first completed run after a bad one.' },
};

export const eventOrder = Object.keys(eventNames) as Event[];

export function eventWords({
  events,
  lateAfterSeconds,
}: Pick<AlertChannel, 'events' | 'lateAfterSeconds'>): string {
  const late = ` after ${latenessWords(lateAfterSeconds)}`;
  return events.map((event) => eventNames[event].label + (event === 'run.late' ? late : '')).join(', ');
}

export const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export const everyDay: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** `22:00 to 07:00, Europe/Berlin, Mon–Fri`. */
export function quietWords(quietHours: QuietHours | null): string {
  if (quietHours === null) return 'None';
  const { from, to, timeZone, days } = quietHours;
  const hours = from === to ? `around the clock from ${from}` : `${from} to ${to}`;
  return `${hours}, ${timeZone}, ${dayWords(days)}`;
}

function dayWords(days: readonly number[]): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return 'never';
  if (days.length === everyDay.length) return 'every day';
  const isRow = days.length > 2 && last - first === days.length - 1;
  const name = (day: number): string => dayNames[day - 1] ?? String(day);
  return isRow ? `${name(first)}–${name(last)}` : days.map(name).join(', ');
}

const latenesses = {
  10: '10 seconds',
  60: 'a minute',
  300: '5 minutes',
  900: '15 minutes',
  3600: 'an hour',
  21600: '6 hours',
  86400: 'a day',
} as const;

/** After how long a run is late: what one may choose, and what somebody chose over the API. */
export function latenessChoices(lateAfterSeconds: number): Record<number, string> {
  return { [lateAfterSeconds]: latenessWords(lateAfterSeconds), ...latenesses };
}

function latenessWords(lateAfterSeconds: number): string {
  return Object.hasOwn(latenesses, lateAfterSeconds)
    ? latenesses[lateAfterSeconds as keyof typeof latenesses]
    : formatCount(lateAfterSeconds, 'second');
}

const intervals = {
  1: 'At once',
  60: 'Once a minute',
  300: 'Once in 5 minutes',
  900: 'Once in 15 minutes',
  3600: 'Once an hour',
} as const;

/** How often a channel is told at most: what one may choose, and what somebody chose over the API. */
export function intervalChoices(groupSeconds: number): Record<number, string> {
  return { [groupSeconds]: intervalWords(groupSeconds), ...intervals };
}

export function intervalWords(groupSeconds: number): string {
  return Object.hasOwn(intervals, groupSeconds)
    ? intervals[groupSeconds as keyof typeof intervals]
    : `Once in ${groupSeconds} seconds`;
}
