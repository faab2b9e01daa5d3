import { formatCivil } from '@/features/time/civil-time';
import { formatDuration } from '@/features/time/format-time';
import { writeJson } from '@/ui/exact-json';
import type { StepId } from './steps';
import type { TaskForm } from './task-form';
import type { WholeTask } from './task-of-form';
import { isSame, wholeTaskOf } from './task-of-form';

/** The API's fields in plain words, with the step that sets them. */
const facts: Readonly<Record<keyof WholeTask, readonly [label: string, step: StepId]>> = {
  taskName: ['Name', 'target'],
  webhookUrl: ['URL', 'target'],
  httpMethod: ['Method', 'target'],
  httpHeaders: ['Headers', 'target'],
  jsonPayload: ['Body', 'target'],
  deliveryOptions: ['Delivery options', 'target'],
  signingSecretId: ['Signing secret', 'target'],
  taskSchedule: ['Schedule', 'schedule'],
  timeZone: ['Time zone', 'schedule'],
  runAt: ['Runs once at', 'schedule'],
  startsAt: ['Not before', 'schedule'],
  endsAt: ['Not after', 'schedule'],
  maxRuns: ['Runs at most', 'schedule'],
  jitterMs: ['Spread', 'schedule'],
  dstGap: ['When the clocks go forward', 'schedule'],
  dstOverlap: ['When the clocks go back', 'schedule'],
  misfirePolicy: ['Missed runs', 'schedule'],
  misfireWindowMs: ['Missed: not later than', 'schedule'],
  misfireCap: ['Missed: at most', 'schedule'],
  lane: ['Lane', 'delivery'],
  priority: ['Priority', 'delivery'],
  timeoutMs: ['Timeout', 'delivery'],
  maxRetry: ['Retries', 'delivery'],
  backoffStrategy: ['Waits', 'delivery'],
  backoffBaseMs: ['First wait', 'delivery'],
  backoffMaxMs: ['Longest wait', 'delivery'],
  backoffJitter: ['Waits vary', 'delivery'],
  successStatus: ['Also succeed', 'delivery'],
  overlapPolicy: ['While a run is open', 'delivery'],
  onFailure: ['After a failure', 'delivery'],
  atMostOnce: ['Never send twice', 'delivery'],
  deadlineMs: ['Deadline', 'delivery'],
  tags: ['Tags', 'delivery'],
  agentId: ['Agent', 'delivery'],
};

export const apiFieldLabel = (field: string): string =>
  field in facts ? facts[field as keyof WholeTask][0] : field;
const stepOfApiField = (field: keyof WholeTask): StepId => facts[field][1];

/** A value of the API in words; `–` for none. */
export function wordsOf(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (field.endsWith('Ms') && typeof value === 'number') return formatDuration(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.join(', ');
  if (typeof value === 'object') return writeJson(value, 2);
  return typeof value === 'string' ? value : writeJson(value);
}

/** When it runs, in one line. */
function whenOf(form: TaskForm): string {
  const { taskSchedule, timeZone, runAt } = wholeTaskOf(form);
  if (form.plan.kind === 'now') return 'Once, at once';
  if (form.plan.kind === 'manual') return 'Only when asked';
  if (form.plan.kind === 'once')
    return runAt === null ? '–' : `Once, ${formatCivil(runAt, timeZone)} (${timeZone})`;
  return taskSchedule === '' || taskSchedule === null ? '–' : `${taskSchedule} (${timeZone})`;
}

/** The lines of a summary: what matters always, and of the rest what is not as it would be by itself. */
export function summaryOf(
  form: TaskForm,
  defaults: WholeTask,
): { label: string; value: string; step: StepId }[] {
  const task = wholeTaskOf(form);
  const always = [
    { label: 'Name', value: task.taskName || '–', step: 'target' as const },
    {
      label: 'Calls',
      value: task.webhookUrl === '' ? '–' : `${task.httpMethod} ${task.webhookUrl}`,
      step: 'target' as const,
    },
    { label: 'When', value: whenOf(form), step: 'schedule' as const },
    { label: 'Lane', value: task.lane ?? 'none, beside all others', step: 'delivery' as const },
    {
      label: 'Patience',
      value: `${formatDuration(task.timeoutMs || 0)}, ${task.maxRetry || 0} retries`,
      step: 'delivery' as const,
    },
  ];
  const told = new Set<string>([
    'taskName',
    'webhookUrl',
    'httpMethod',
    'taskSchedule',
    'timeZone',
    'runAt',
    'lane',
    'timeoutMs',
    'maxRetry',
  ]);
  const others = Object.entries(task)
    .filter(([field, value]) => !told.has(field) && !isSame(value, defaults[field as keyof WholeTask]))
    .map(([field, value]) => ({
      label: apiFieldLabel(field),
      value: field === 'deliveryOptions' ? optionsInWords(form) : wordsOf(field, value),
      step: stepOfApiField(field as keyof WholeTask),
    }));
  return [...always, ...others];
}

function optionsInWords({ auth, templates, proxyUrl, tls, assertion, steering, retryOn }: TaskForm): string {
  const parts = [
    auth.type !== 'none' && `authentication ${auth.type.replace('_', ' ')}`,
    templates && 'words filled in',
    proxyUrl !== '' && 'proxy',
    Object.values(tls).some((text) => text !== '') && 'certificates',
    assertion.type !== 'none' && 'looks into the response',
    steering && 'steered by the receiver',
    retryOn.trim() !== '' && `tried again after ${retryOn.trim()} only`,
  ];
  return parts.filter(Boolean).join(', ') || '–';
}
