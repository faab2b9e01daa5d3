import { cronOf } from '@/features/schedules/plan';
import { fromCivil } from '@/features/time/civil-time';
import type { NewTask } from '@/features/tasks/tasks.api';
import { parseJson, writeJson } from '@/ui/exact-json';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';

/** Everything that the form says, as the API takes it. */
export type WholeTask = Required<Omit<NewTask, 'start' | 'runIn' | 'pause'>>;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));
const msOf = (seconds: string): number => Math.round(Number(seconds) * 1_000);
const msOrNull = (seconds: string): number | null => (seconds.trim() === '' ? null : msOf(seconds));

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** The task of a form that has no fault; of another one it is as good as can be, for a summary. */
export function wholeTaskOf(form: TaskForm): WholeTask {
  return { ...targetOf(form), ...scheduleOf(form), ...deliveryOf(form) };
}

function targetOf(form: TaskForm) {
  return {
    taskName: form.taskName.trim(),
    webhookUrl: form.webhookUrl.trim(),
    httpMethod: form.httpMethod,
    httpHeaders: Object.fromEntries(
      form.headers
        .filter(({ name, value }) => name.trim() !== '' || value.trim() !== '')
        .map(({ name, value }) => [name.trim(), value.trim()]),
    ),
    jsonPayload: payloadOf(form.body),
    deliveryOptions: {
      templates: form.templates,
      auth: authOf(form.auth),
      proxyUrl: orNull(form.proxyUrl),
      tls: tlsOf(form.tls),
      assertion: assertionOf(form.assertion),
      steering: form.steering,
      retryOn: retryOnOf(form.retryOn),
    },
    signingSecretId: orNull(form.signingSecretId),
  };
}

/** An empty body is the API's default. Text that is no JSON is shown as text until it is mended. */
function payloadOf(body: string): unknown {
  if (body.trim() === '') return {};
  try {
    return parseJson(body);
  } catch {
    return body;
  }
}

type Options = NonNullable<NewTask['deliveryOptions']>;

function retryOnOf(text: string): NonNullable<Options['retryOn']> | null {
  const words = listOf(text.toLowerCase());
  const statuses = words.map((word) => (/^\d+$/.test(word) ? Number(word) : word));
  return words.length === 0 ? null : (statuses as NonNullable<Options['retryOn']>);
}

function authOf({
  type,
  username,
  secret,
  header,
  ...oauth
}: TaskForm['auth']): NonNullable<Options['auth']> | null {
  const name = secret.trim();
  if (type === 'none') return null;
  if (type === 'basic') return { type, username, passwordSecret: name };
  if (type === 'bearer') return { type, tokenSecret: name };
  if (type === 'api_key') return { type, header: header.trim(), valueSecret: name };
  const { tokenUrl, clientId, scope, audience } = oauth;
  return {
    type,
    tokenUrl: tokenUrl.trim(),
    clientId: clientId.trim(),
    clientSecret: name,
    scope: orNull(scope),
    audience: orNull(audience),
  };
}

function tlsOf(tls: TaskForm['tls']): NonNullable<Options['tls']> | null {
  const [ca, certificate, keySecret] = [orNull(tls.ca), orNull(tls.certificate), orNull(tls.keySecret)];
  return ca === null && certificate === null && keySecret === null ? null : { ca, certificate, keySecret };
}

function assertionOf({
  type,
  path,
  value,
  pattern,
}: TaskForm['assertion']): NonNullable<Options['assertion']> | null {
  if (type === 'none') return null;
  if (type === 'regex') return { type, pattern };
  return type === 'json_path_exists' ? { type, path } : { type, path, value: payloadOf(value) };
}

function scheduleOf(form: TaskForm) {
  const { plan, timeZone } = form;
  const isOnce = plan.kind === 'once';
  return {
    taskSchedule: cronOf(plan),
    timeZone,
    runAt: isOnce ? fromCivil(plan.runAt, timeZone) : null,
    startsAt: fromCivil(form.startsAt, timeZone),
    endsAt: fromCivil(form.endsAt, timeZone),
    maxRuns: numberOrNull(form.maxRuns),
    jitterMs: msOf(form.jitterS),
    dstGap: form.dstGap,
    dstOverlap: form.dstOverlap,
    misfirePolicy: form.misfirePolicy,
    misfireWindowMs: msOrNull(form.misfireWindowS),
    misfireCap: Number(form.misfireCap),
  };
}

function deliveryOf(form: TaskForm) {
  return {
    lane: orNull(form.lane),
    priority: form.priority,
    timeoutMs: msOf(form.timeoutS),
    successStatus: listOf(form.successStatus).map(Number),
    maxRetry: Number(form.maxRetry),
    backoffStrategy: form.backoffStrategy,
    backoffBaseMs: msOf(form.backoffBaseS),
    backoffMaxMs: msOf(form.backoffMaxS),
    backoffJitter: form.backoffJitter,
    overlapPolicy: form.overlapPolicy,
    onFailure: form.onFailure,
    atMostOnce: form.atMostOnce,
    deadlineMs: msOrNull(form.deadlineS),
    tags: listOf(form.tags),
    agentId: orNull(form.agentId),
  };
}

export const isSame = (a: unknown, b: unknown): boolean => writeJson(a) === writeJson(b);

/** The fields of one task that differ from another's. */
export function differenceOf(before: WholeTask, after: WholeTask): Partial<WholeTask> {
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => !isSame(value, before[field as keyof WholeTask])),
  );
}

/** What is to be sent to make the task: no more than what differs from the defaults. */
export function newTaskOf(form: TaskForm): NewTask {
  const whole = wholeTaskOf(form);
  const defaults = wholeTaskOf({ ...emptyForm('UTC'), plan: { ...form.plan, kind: 'manual' } });
  const { taskName, webhookUrl } = whole;
  const start = form.plan.kind === 'now' || form.plan.kind === 'manual' ? { start: form.plan.kind } : {};
  return { taskName, webhookUrl, ...differenceOf(defaults, whole), ...start };
}
