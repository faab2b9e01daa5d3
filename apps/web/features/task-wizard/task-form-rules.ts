import { isSecretName } from '@/features/request/secret-header';
import { fromCivil, isTimeZone } from '@/features/time/civil-time';
import { cronOf, isCronKind } from '@/features/schedules/plan';
import type { FieldName } from './field-facts';
import { stepOfField } from './field-facts';
import type { Rule } from './field-rules';
import * as rule from './field-rules';
import type { StepId } from './steps';
import type { TaskForm } from './task-form';

export interface Fault {
  field: FieldName;
  message: string;
}

/** A field, what holds for it, and what is in it. */
type Check = readonly [FieldName, Rule, string];

const int32Max = 2_147_483_647;

/** Everything that is wrong with a form, in the order of its fields. */
export function faultsOf(form: TaskForm): Fault[] {
  const checks = [...targetChecks(form), ...scheduleChecks(form), ...deliveryChecks(form)];
  const seen = new Set<FieldName>();
  return checks.flatMap(([field, faultOf, value]) => {
    const message = faultOf(value);
    if (message === null || seen.has(field)) return [];
    seen.add(field);
    return [{ field, message }];
  });
}

export const faultsOfStep = (form: TaskForm, step: StepId): Fault[] =>
  faultsOf(form).filter(({ field }) => stepOfField(field) === step);

/** Holds whatever the value is; for a fault that lies between fields. */
const unless = (field: FieldName, isWrong: boolean, message: string): Check => [
  field,
  () => (isWrong ? message : null),
  '',
];

/** Checks of what may be left empty. */
function filled(...checks: Check[]): Check[] {
  return checks.filter(([, , value]) => value.trim() !== '');
}

function targetChecks(form: TaskForm): Check[] {
  const { headers, tls } = form;
  return [
    ['taskName', rule.required(200), form.taskName],
    ['webhookUrl', rule.webhookUrl, form.webhookUrl],
    unless('headers', headers.length > 50, 'At most 50 headers.'),
    ...headerChecks(headers),
    ['body', rule.json, form.body],
    ...authChecks(form.auth),
    ...filled(
      ['proxyUrl', rule.webhookUrl, form.proxyUrl],
      ['tls.keySecret', rule.secretName, tls.keySecret],
      ['tls.ca', rule.optional(16_384), tls.ca],
      ['tls.certificate', rule.optional(16_384), tls.certificate],
    ),
    unless(
      'tls.keySecret',
      (tls.certificate.trim() === '') !== (tls.keySecret.trim() === ''),
      'A certificate and its key come together.',
    ),
  ];
}

function headerChecks(headers: TaskForm['headers']): Check[] {
  const names = headers.map(({ name }) => name.trim().toLowerCase());
  return headers.flatMap(({ name, value }, row): Check[] => {
    if (name.trim() === '' && value.trim() === '') return [];
    const isRepeated = names.indexOf(names[row]!) !== row;
    return [
      [`headers.${row}.name`, rule.headerName, name],
      unless(`headers.${row}.name`, isRepeated, 'Is given twice.'),
      [`headers.${row}.value`, rule.headerValue, value],
      unless(`headers.${row}.value`, isSecretName(name) && value.trim() === '', 'Give the secret.'),
    ];
  });
}

function authChecks(auth: TaskForm['auth']): Check[] {
  const secret: Check = ['auth.secret', rule.secretName, auth.secret];
  switch (auth.type) {
    case 'none':
      return [];
    case 'bearer':
      return [secret];
    case 'basic': {
      const username = rule.required(500, rule.matching(/^[^:]*$/, 'Without a colon.'));
      return [['auth.username', username, auth.username], secret];
    }
    case 'api_key':
      return [['auth.header', rule.headerName, auth.header], secret];
    case 'oauth2':
      return [
        ['auth.tokenUrl', rule.webhookUrl, auth.tokenUrl],
        ['auth.clientId', rule.required(500), auth.clientId],
        secret,
        ['auth.scope', rule.optional(1_000), auth.scope],
        ['auth.audience', rule.optional(1_000), auth.audience],
      ];
  }
}

function scheduleChecks(form: TaskForm): Check[] {
  const { plan, timeZone, startsAt, endsAt } = form;
  const civil: Rule = (text) =>
    fromCivil(text, isTimeZone(timeZone) ? timeZone : 'UTC') === null ? 'A date and a time of day.' : null;
  const isTurned = startsAt !== '' && endsAt !== '' && endsAt <= startsAt;
  return [
    ...planChecks(plan),
    unless('timeZone', !isTimeZone(timeZone), 'A time zone such as Europe/Berlin.'),
    ...(plan.kind === 'once' ? [['plan.runAt', civil, plan.runAt] as const] : []),
    ...filled(['startsAt', civil, startsAt], ['endsAt', civil, endsAt]),
    unless('endsAt', isTurned, 'Must be after “Not before”.'),
    ...filled(['maxRuns', rule.whole(1, int32Max), form.maxRuns]),
    ['jitterS', rule.seconds(0, 3_600), form.jitterS],
    ...filled(['misfireWindowS', rule.seconds(0.001, 2_147_483), form.misfireWindowS]),
    ['misfireCap', rule.whole(1, 10_000), form.misfireCap],
  ];
}

function planChecks(plan: TaskForm['plan']): Check[] {
  const isMissing = isCronKind(plan.kind) && cronOf(plan) === '';
  switch (plan.kind) {
    case 'every':
      return [
        ...(plan.every.unit === 'hour'
          ? [['plan.every.minute', rule.whole(0, 59), plan.every.minute] as const]
          : []),
        unless('plan.every.count', isMissing && plan.every.unit !== 'hour', 'Choose how many.'),
      ];
    case 'weekly':
      return [
        unless('plan.weekDays', plan.weekDays.length === 0, 'Choose a day at least.'),
        unless('plan.time', isMissing && plan.weekDays.length > 0, 'A time of day.'),
      ];
    case 'monthly':
      return [
        ...(plan.monthly.by === 'day'
          ? [['plan.monthly.day', rule.whole(1, 31), plan.monthly.day] as const]
          : []),
        unless('plan.time', !/^\d\d:\d\d$/.test(plan.time), 'A time of day.'),
      ];
    case 'daily':
      return [unless('plan.time', isMissing, 'A time of day.')];
    case 'cron':
      return [['plan.cron', rule.required(256), plan.cron]];
    default:
      return [];
  }
}

function deliveryChecks(form: TaskForm): Check[] {
  const { assertion, backoffBaseS, backoffMaxS } = form;
  const isJsonPath = assertion.type === 'json_path_exists' || assertion.type === 'json_path_equals';
  const needed: Check[] = [
    ['timeoutS', rule.seconds(0.1, 300), form.timeoutS],
    ['maxRetry', rule.whole(0, 100), form.maxRetry],
    ['backoffBaseS', rule.seconds(0.001, 86_400), backoffBaseS],
    ['backoffMaxS', rule.seconds(0.001, 86_400), backoffMaxS],
    ['retryOn', rule.retryStatuses, form.retryOn],
    ['successStatus', rule.statuses, form.successStatus],
    ['tags', rule.tags, form.tags],
  ];
  const assertions: Check[] = [
    ...(isJsonPath ? [['assertion.path', rule.required(1_000), assertion.path] as const] : []),
    ...(assertion.type === 'json_path_equals'
      ? ([
          ['assertion.value', rule.required(10_000), assertion.value],
          ['assertion.value', rule.json, assertion.value],
        ] as const)
      : []),
    ...(assertion.type === 'regex'
      ? [['assertion.pattern', rule.required(1_000), assertion.pattern] as const]
      : []),
  ];
  return [
    ...filled(['lane', rule.optional(200), form.lane]),
    ...needed,
    ...assertions,
    ...filled(
      ['deadlineS', rule.seconds(1, 2_147_483), form.deadlineS],
      ['agentId', rule.optional(200), form.agentId],
    ),
  ];
}
