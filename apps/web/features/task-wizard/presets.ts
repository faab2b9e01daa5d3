import { fromCivil, toCivil } from '@/features/time/civil-time';
import { emptyPlan } from '@/features/schedules/plan';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';

/** Plain values to begin a task with. */
export interface Preset {
  id: string;
  name: string;
  note: string;
  fields: (timeZone: string) => Partial<TaskForm>;
}

const bodyOf = (value: object): string => JSON.stringify(value, null, 2);

export const presets: readonly Preset[] = [
  {
    id: 'heartbeat',
    name: 'Heartbeat ping',
    note: 'GET every 5 minutes, short patience, and it goes on after a failure.',
    fields: () => ({
      httpMethod: 'GET',
      plan: { ...emptyPlan, kind: 'every', every: { count: '5', unit: 'minute', minute: '0' } },
      misfirePolicy: 'skip',
      timeoutS: '10',
      maxRetry: '1',
      onFailure: 'continue',
    }),
  },
  {
    id: 'report',
    name: 'Nightly report',
    note: 'POST at 02:00, five minutes to answer, and long waits between retries.',
    fields: () => ({
      body: bodyOf({ report: 'nightly', for: '{{scheduledFor}}' }),
      templates: true,
      plan: { ...emptyPlan, kind: 'daily', time: '02:00' },
      timeoutS: '300',
      maxRetry: '5',
      backoffBaseS: '30',
      backoffMaxS: '600',
      onFailure: 'continue',
    }),
  },
  {
    id: 'reminder',
    name: 'One-off reminder',
    note: 'POST once, tomorrow at 09:00, and late rather than never.',
    fields: (timeZone) => ({
      body: bodyOf({ text: 'This is due now.', at: '{{scheduledFor}}' }),
      templates: true,
      plan: { ...emptyPlan, kind: 'once', runAt: tomorrowAtNine(timeZone) },
    }),
  },
  {
    id: 'signed',
    name: 'Signed webhook',
    note: 'POST on request, signed by the default secret, with ids to tell repeats by; tried again where that helps.',
    fields: () => ({
      body: bodyOf({ id: '{{runId}}', task: '{{taskName}}', attempt: '{{attempt}}' }),
      templates: true,
      plan: { ...emptyPlan, kind: 'manual' },
      retryOn: '408, 425, 429, 5xx',
      backoffJitter: true,
    }),
  },
];

function tomorrowAtNine(timeZone: string): string {
  const today = toCivil(new Date().toISOString(), timeZone).slice(0, 10);
  const noon = Date.parse(fromCivil(`${today}T12:00`, timeZone) ?? `${today}T12:00Z`);
  return `${toCivil(new Date(noon + 86_400_000).toISOString(), timeZone).slice(0, 10)}T09:00`;
}

/** The form that a preset begins; name and URL that somebody has written stay. */
export function formOfPreset({ name, fields }: Preset, form: TaskForm): TaskForm {
  const { taskName, webhookUrl, timeZone } = form;
  const isOwn = taskName.trim() !== '' && presets.every((preset) => preset.name !== taskName);
  return {
    ...emptyForm(timeZone),
    ...fields(timeZone),
    webhookUrl,
    taskName: isOwn ? taskName : name,
  };
}
