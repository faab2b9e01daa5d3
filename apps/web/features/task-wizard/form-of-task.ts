import { toCivil } from '@/features/time/civil-time';
import type { Plan } from '@/features/schedules/plan';
import { emptyPlan, planOf } from '@/features/schedules/plan';
import type { NewTask } from '@/features/tasks/tasks.api';
import { writeJson } from '@/ui/exact-json';
import type { TaskForm } from './task-form';

/** A task of the API or a draft of one; null is what it does not have. */
export type TaskLike = Partial<NewTask>;

const seconds = (ms: number): string => String(ms / 1_000);

/** The form of a task; what a draft leaves out stays as in `form`. */
export function formOf(task: TaskLike, form: TaskForm): TaskForm {
  const timeZone = task.timeZone ?? form.timeZone;
  return {
    ...form,
    ...targetOf(task, form),
    ...optionsOf(task.deliveryOptions, form),
    ...deliveryOf(task, form),
    timeZone,
    plan: planOfTask(task, form.plan, timeZone),
    startsAt: civilOf(task.startsAt, timeZone, form.startsAt),
    endsAt: civilOf(task.endsAt, timeZone, form.endsAt),
    maxRuns: numberOf(task.maxRuns, form.maxRuns),
    jitterS: secondsOf(task.jitterMs, form.jitterS),
    dstGap: task.dstGap ?? form.dstGap,
    dstOverlap: task.dstOverlap ?? form.dstOverlap,
    misfirePolicy: task.misfirePolicy ?? form.misfirePolicy,
    misfireWindowS: secondsOf(task.misfireWindowMs, form.misfireWindowS),
    misfireCap: numberOf(task.misfireCap, form.misfireCap),
  };
}

const textOf = (value: string | null | undefined, otherwise: string): string =>
  value === undefined ? otherwise : (value ?? '');
const numberOf = (value: number | null | undefined, otherwise: string): string =>
  value === undefined ? otherwise : value === null ? '' : String(value);
const secondsOf = (ms: number | null | undefined, otherwise: string): string =>
  ms === undefined ? otherwise : ms === null ? '' : seconds(ms);
const civilOf = (at: string | null | undefined, zone: string, otherwise: string): string =>
  at === undefined ? otherwise : at === null ? '' : toCivil(at, zone);

function planOfTask(task: TaskLike, plan: Plan, zone: string): Plan {
  const { taskSchedule, runAt, start } = task;
  if (typeof taskSchedule === 'string') return planOf(taskSchedule);
  if (typeof runAt === 'string') return { ...emptyPlan, kind: 'once', runAt: toCivil(runAt, zone) };
  if (start !== undefined) return { ...emptyPlan, kind: start };
  return taskSchedule === null && runAt === null ? { ...emptyPlan, kind: 'manual' } : plan;
}

function targetOf(task: TaskLike, form: TaskForm) {
  const { httpHeaders, jsonPayload } = task;
  return {
    taskName: task.taskName ?? form.taskName,
    webhookUrl: task.webhookUrl ?? form.webhookUrl,
    httpMethod: task.httpMethod ?? form.httpMethod,
    headers:
      httpHeaders === undefined
        ? form.headers
        : Object.entries(httpHeaders).map(([name, value]) => ({ name, value })),
    body: jsonPayload === undefined ? form.body : writeJson(jsonPayload, 2),
    signingSecretId: textOf(task.signingSecretId, form.signingSecretId),
  };
}

function optionsOf(options: TaskLike['deliveryOptions'], form: TaskForm): Partial<TaskForm> {
  if (options === undefined) return {};
  const {
    templates = false,
    auth = null,
    proxyUrl,
    tls,
    assertion = null,
    steering = false,
    retryOn,
  } = options;
  return {
    templates,
    steering,
    retryOn: retryOn?.join(', ') ?? '',
    proxyUrl: proxyUrl ?? '',
    tls: { ca: tls?.ca ?? '', certificate: tls?.certificate ?? '', keySecret: tls?.keySecret ?? '' },
    auth: authOf(auth, form.auth),
    assertion: assertionOf(assertion, form.assertion),
  };
}

type Options = NonNullable<TaskLike['deliveryOptions']>;

function authOf(auth: Options['auth'] | null, form: TaskForm['auth']): TaskForm['auth'] {
  switch (auth?.type) {
    case 'basic':
      return { ...form, type: 'basic', username: auth.username, secret: auth.passwordSecret };
    case 'bearer':
      return { ...form, type: 'bearer', secret: auth.tokenSecret };
    case 'api_key':
      return { ...form, type: 'api_key', header: auth.header, secret: auth.valueSecret };
    case 'oauth2': {
      const { tokenUrl, clientId, clientSecret: secret, scope, audience } = auth;
      return {
        ...form,
        type: 'oauth2',
        tokenUrl,
        clientId,
        secret,
        scope: scope ?? '',
        audience: audience ?? '',
      };
    }
    case undefined:
      return { ...form, type: 'none' };
  }
}

function assertionOf(
  assertion: Options['assertion'] | null,
  form: TaskForm['assertion'],
): TaskForm['assertion'] {
  if (!assertion) return { ...form, type: 'none' };
  if (assertion.type === 'regex') return { ...form, type: 'regex', pattern: assertion.pattern };
  const { type, path } = assertion;
  return { ...form, type, path, value: type === 'json_path_equals' ? writeJson(assertion.value) : '' };
}

function deliveryOf(task: TaskLike, form: TaskForm) {
  return {
    lane: textOf(task.lane, form.lane),
    priority: task.priority ?? form.priority,
    timeoutS: secondsOf(task.timeoutMs, form.timeoutS),
    successStatus: task.successStatus?.join(', ') ?? form.successStatus,
    maxRetry: numberOf(task.maxRetry, form.maxRetry),
    backoffStrategy: task.backoffStrategy ?? form.backoffStrategy,
    backoffBaseS: secondsOf(task.backoffBaseMs, form.backoffBaseS),
    backoffMaxS: secondsOf(task.backoffMaxMs, form.backoffMaxS),
    backoffJitter: task.backoffJitter ?? form.backoffJitter,
    overlapPolicy: task.overlapPolicy ?? form.overlapPolicy,
    onFailure: task.onFailure ?? form.onFailure,
    atMostOnce: task.atMostOnce ?? form.atMostOnce,
    deadlineS: secondsOf(task.deadlineMs, form.deadlineS),
    tags: task.tags?.join(', ') ?? form.tags,
    agentId: textOf(task.agentId, form.agentId),
  };
}
