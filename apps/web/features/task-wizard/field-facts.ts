import type { FieldPath } from 'react-hook-form';
import type { TaskForm } from './task-form';
import type { StepId } from './steps';

export type FieldName = FieldPath<TaskForm>;

/** What each field is called where it is written in, where it is spoken of, and where its fault is told. */
const target = {
  taskName: 'Name',
  webhookUrl: 'URL',
  httpMethod: 'Method',
  headers: 'Headers',
  body: 'Body',
  templates: 'Fill in words in double braces',
  'auth.type': 'Authentication',
  'auth.username': 'User',
  'auth.secret': 'Secret',
  'auth.header': 'Header with the key',
  'auth.tokenUrl': 'URL of the token',
  'auth.clientId': 'Client id',
  'auth.scope': 'Scope',
  'auth.audience': 'Audience',
  signingSecretId: 'Signed with',
  proxyUrl: 'Proxy',
  'tls.ca': 'Authorities to trust (PEM)',
  'tls.certificate': 'Client certificate (PEM)',
  'tls.keySecret': 'Secret with the private key',
};

const schedule = {
  'plan.kind': 'When',
  'plan.every': 'Every',
  'plan.every.count': 'How many',
  'plan.every.unit': 'Unit',
  'plan.every.minute': 'At minute',
  'plan.time': 'Time of day',
  'plan.dailyOn': 'Days',
  'plan.weekDays': 'Days of the week',
  'plan.monthly.by': 'Which day',
  'plan.monthly.day': 'Day of the month',
  'plan.monthly.nth': 'Which one',
  'plan.monthly.weekDay': 'Day of the week',
  'plan.cron': 'Cron expression',
  'plan.runAt': 'Date and time',
  timeZone: 'Time zone',
  startsAt: 'Not before',
  endsAt: 'Not after',
  maxRuns: 'Runs at most',
  jitterS: 'Spread by up to (s)',
  dstGap: 'When the clocks go forward',
  dstOverlap: 'When the clocks go back',
  misfirePolicy: 'Missed runs',
  misfireWindowS: 'Not later than (s)',
  misfireCap: 'At most so many',
};

const delivery = {
  lane: 'Lane',
  priority: 'Priority',
  timeoutS: 'Timeout (s)',
  maxRetry: 'Retries at most',
  backoffStrategy: 'Waits between attempts',
  backoffBaseS: 'First wait (s)',
  backoffMaxS: 'Longest wait (s)',
  backoffJitter: 'Vary the waits at random',
  retryOn: 'Statuses that are tried again',
  successStatus: 'Statuses that succeed beside 2xx',
  'assertion.type': 'Look into the response',
  'assertion.path': 'JSON path',
  'assertion.value': 'Value (JSON)',
  'assertion.pattern': 'Regular expression',
  steering: 'The receiver may steer the task',
  overlapPolicy: 'While a run is still open',
  onFailure: 'When a run has failed for good',
  atMostOnce: 'Never send twice',
  deadlineS: 'Deadline of a run (s)',
  tags: 'Tags',
  agentId: 'Agent id',
};

const labels: Readonly<Record<string, string>> = { ...target, ...schedule, ...delivery };

export function labelOf(name: string): string {
  const [, row, part] = /^headers\.(\d+)\.(name|value)$/.exec(name) ?? [];
  if (row !== undefined) return `${part === 'name' ? 'Name' : 'Value'} of header ${Number(row) + 1}`;
  return labels[name] ?? name;
}

export function stepOfField(name: string): StepId {
  if (name in schedule) return 'schedule';
  return name in delivery ? 'delivery' : 'target';
}

/** The id of a field's input, for links and labels. */
export const fieldId = (name: string): string => `task-${name.replaceAll('.', '-')}`;

/** The field whose value the API speaks of; null for one that the form does not have. */
export function fieldOfApi(path: string, form: TaskForm): FieldName | null {
  const [first = '', ...rest] = path.split('.');
  if (first === 'httpHeaders') return headerField(rest.join('.'), form);
  if (first === 'jsonPayload') return 'body';
  if (first === 'taskSchedule') return scheduleField(form);
  if (first === 'runAt' || first === 'runIn') return form.plan.kind === 'once' ? 'plan.runAt' : 'plan.kind';
  if (first === 'start') return 'plan.kind';
  if (first === 'deliveryOptions') return optionField(rest);
  const name = first.endsWith('Ms') ? `${first.slice(0, -2)}S` : first;
  return name in labels ? (name as FieldName) : null;
}

function headerField(header: string, form: TaskForm): FieldName {
  const row = form.headers.findIndex(({ name }) => name.trim() === header);
  return row === -1 ? 'headers' : `headers.${row}.name`;
}

function scheduleField({ plan }: TaskForm): FieldName {
  if (plan.kind === 'cron') return 'plan.cron';
  return plan.kind === 'every' ? 'plan.every.count' : 'plan.time';
}

function optionField([group = '', field]: string[]): FieldName | null {
  const name =
    field === undefined
      ? group
      : `${group}.${/^\w+Secret$/.test(field) && group === 'auth' ? 'secret' : field}`;
  if (name in labels) return name as FieldName;
  const whole = [`${group}.type`, group].find((each) => each in labels);
  return whole === undefined ? null : (whole as FieldName);
}
