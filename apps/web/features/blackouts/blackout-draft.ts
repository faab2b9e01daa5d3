import { fromCivil, isTimeZone, toCivil } from '@/features/time/civil-time';
import { localZone } from '@/features/time/local-zone';
import type { Plan } from '@/features/schedules/plan';
import { cronOf, emptyPlan, planOf } from '@/features/schedules/plan';
import type { Blackout, BlackoutInput } from './blackouts.api';

export const durationUnits = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export type DurationUnit = keyof typeof durationUnits;
const durationMaxMs = 7 * durationUnits.day;

/** A window as it is being written. */
export interface BlackoutDraft {
  name: string;
  /** With commas between them; '': all tasks. */
  tags: string;
  recurs: boolean;
  timeZone: string;
  /** When it begins, of one that recurs. */
  plan: Plan;
  duration: string;
  unit: DurationUnit;
  /** Civil times in the zone, of one that comes once. */
  startsAt: string;
  endsAt: string;
}

export function toDraft(blackout: Blackout | null): BlackoutDraft {
  const timeZone = blackout?.timeZone ?? localZone();
  const durationMs = blackout?.durationMs ?? 2 * durationUnits.hour;
  const unit = (['day', 'hour'] as const).find((each) => durationMs % durationUnits[each] === 0) ?? 'minute';
  const civil = (iso: string | null | undefined): string => (iso ? toCivil(iso, timeZone) : '');
  return {
    name: blackout?.name ?? '',
    tags: blackout?.tags.join(', ') ?? '',
    recurs: blackout === null || blackout.schedule !== null,
    timeZone,
    plan: planFor(blackout?.schedule ?? '0 2 * * 0'),
    duration: String(durationMs / durationUnits[unit]),
    unit,
    startsAt: civil(blackout?.startsAt),
    endsAt: civil(blackout?.endsAt),
  };
}

/** The form has days, weeks and cron; what else a plan may be is written as cron. */
function planFor(schedule: string): Plan {
  const plan = planOf(schedule);
  const isOffered = plan.kind === 'weekly' || (plan.kind === 'daily' && plan.dailyOn === 'all');
  return isOffered ? plan : { ...emptyPlan, time: '02:00', weekDays: [0], kind: 'cron', cron: schedule };
}

/** '' while something is missing. */
export const scheduleOf = ({ plan }: Pick<BlackoutDraft, 'plan'>): string => cronOf(plan) ?? '';

/** Null while it is no length that a window may have. */
export function durationMsOf({ duration, unit }: Pick<BlackoutDraft, 'duration' | 'unit'>): number | null {
  const durationMs = Math.round(Number(duration) * durationUnits[unit]);
  return duration.trim() !== '' && durationMs >= durationUnits.minute && durationMs <= durationMaxMs
    ? durationMs
    : null;
}

const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

/** What is sent, for a new one and for a change alike. */
export function toInput(draft: BlackoutDraft): BlackoutInput {
  const { name, timeZone, recurs } = draft;
  const times = recurs
    ? { schedule: scheduleOf(draft), timeZone, durationMs: durationMsOf(draft) }
    : { startsAt: fromCivil(draft.startsAt, timeZone), endsAt: fromCivil(draft.endsAt, timeZone) };
  return { name: name.trim(), tags: tagsOf(draft.tags), ...times };
}

/** What is missing, by field. */
export function faultsOf(draft: BlackoutDraft): Partial<Record<string, string>> {
  const { name, timeZone, recurs, plan } = draft;
  const tags = tagsOf(draft.tags);
  const [start, end] = [draft.startsAt, draft.endsAt].map((civil) => fromCivil(civil, timeZone));
  const whenDays = plan.kind === 'weekly' && plan.weekDays.length === 0;
  return {
    ...(name.trim() === '' && { name: 'Give it a name.' }),
    ...(tags.length > 20 && { tags: 'There may be 20 tags.' }),
    ...(tags.some((tag) => tag.length > 64) && { tags: 'A tag may have 64 characters.' }),
    ...(!isTimeZone(timeZone) && { timeZone: 'Choose a time zone.' }),
    ...(recurs &&
      scheduleOf(draft) === '' && { schedule: whenDays ? 'Choose at least one day.' : 'Say when.' }),
    ...(recurs && durationMsOf(draft) === null && { durationMs: 'From a minute up to seven days.' }),
    ...(!recurs && start === null && { startsAt: 'Say when it begins.' }),
    ...(!recurs && end === null && { endsAt: 'Say when it ends.' }),
    ...(!recurs && start && end && start >= end && { endsAt: 'It must end after it begins.' }),
  };
}
