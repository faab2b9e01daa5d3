import type { Task } from '@/features/tasks/tasks.api';
import { formatDuration, formatNumber } from '@/features/time/format-time';
import { writeJson } from '@/ui/exact-json';

export interface Setting {
  name: string;
  value: string;
  /** An instant instead of words, ISO 8601. */
  at?: string;
}

export interface SettingGroup {
  title: string;
  settings: Setting[];
}

/**
 * Everything that a task is told, in words that say what it does.
 *
 * @param signingSecretName null while it is not known
 */
export function settingsInWords(task: Task, signingSecretName: string | null): SettingGroup[] {
  return [
    { title: 'Plan', settings: planOf(task) },
    { title: 'When it cannot run in time', settings: missedOf(task) },
    { title: 'Attempts', settings: attemptsOf(task) },
    { title: 'Order', settings: orderOf(task) },
    { title: 'Receiver', settings: receiverOf(task, signingSecretName) },
    { title: 'Labels', settings: labelsOf(task) },
  ];
}

const instant = (name: string, at: string | null, none: string): Setting =>
  at === null ? { name, value: none } : { name, value: at, at };

function planOf(task: Task): Setting[] {
  const { taskSchedule, timeZone, runAt, startsAt, endsAt, maxRuns, jitterMs } = task;
  const isCron = taskSchedule !== null;
  return [
    isCron
      ? { name: 'Schedule', value: `${taskSchedule}, in ${timeZone}` }
      : instant('Runs once', runAt, 'Never by itself: only on request'),
    ...(isCron
      ? [
          instant('Begins', startsAt, 'At once'),
          instant('Ends', endsAt, 'Never'),
          {
            name: 'Runs at most',
            value: maxRuns === null ? 'As often as it is due' : `${formatNumber(maxRuns)} times`,
          },
          {
            name: 'Spread',
            value:
              jitterMs === 0
                ? 'Exactly at the instant'
                : `Up to ${formatDuration(jitterMs)} after the instant`,
          },
          {
            name: 'Clocks go forward',
            value:
              task.dstGap === 'run_after'
                ? 'A time that does not exist is run right after the gap'
                : 'A time that does not exist is left out',
          },
          {
            name: 'Clocks go back',
            value:
              task.dstOverlap === 'first'
                ? 'A time that comes twice is run the first time'
                : 'A time that comes twice is run both times',
          },
        ]
      : []),
  ];
}

function missedOf(task: Task): Setting[] {
  const { misfirePolicy, misfireWindowMs, misfireCap } = task;
  const missed = {
    skip: `Instants later than ${formatDuration(misfireWindowMs ?? 60_000)} are left out`,
    latest: 'The newest missed instant is run, the others are left out',
    all: `Up to ${formatNumber(misfireCap)} missed instants are run${misfireWindowMs === null ? '' : `, none later than ${formatDuration(misfireWindowMs)}`}`,
  };
  const overlap = {
    skip: 'An instant is left out while an earlier run is open',
    queue: 'Runs wait for each other, one at a time',
    allow: 'Runs may be open at the same time',
  };
  return [
    { name: 'Missed instants', value: missed[misfirePolicy] },
    { name: 'Overlap', value: overlap[task.overlapPolicy] },
    {
      name: 'Deadline',
      value:
        task.deadlineMs === null
          ? 'None: a run may be open for as long as it takes'
          : `A run ends as abandoned ${formatDuration(task.deadlineMs)} after its instant`,
    },
  ];
}

function attemptsOf(task: Task): Setting[] {
  const { maxRetry, backoffStrategy, backoffBaseMs, backoffMaxMs, backoffJitter, timeoutMs } = task;
  const { retryOn } = task.deliveryOptions;
  const backoff =
    backoffStrategy === 'fixed'
      ? `${formatDuration(backoffBaseMs)} between attempts`
      : `${formatDuration(backoffBaseMs)}, then twice as long each time, up to ${formatDuration(backoffMaxMs)}`;
  return [
    {
      name: 'Retries',
      value: maxRetry === 0 ? 'None: one attempt' : `${maxRetry}, so ${maxRetry + 1} attempts`,
    },
    { name: 'Backoff', value: `${backoff}${backoffJitter ? ', each a little shorter by chance' : ''}` },
    {
      name: 'Tried again after',
      value:
        retryOn == null
          ? 'Any failure that may pass'
          : `Of statuses only ${retryOn.join(', ')}; time-outs and the like`,
    },
    { name: 'Time-out', value: `${formatDuration(timeoutMs)} for each attempt` },
    {
      name: 'Delivery',
      value: task.atMostOnce
        ? 'At most once: rather lost than sent twice'
        : 'At least once: sent again when its outcome is not known',
    },
    {
      name: 'When the last attempt fails',
      value:
        task.onFailure === 'stop'
          ? 'The task stops until somebody retries or resumes it'
          : 'The task goes on with its schedule',
    },
  ];
}

function orderOf({ lane, priority }: Task): Setting[] {
  return [
    { name: 'Priority', value: priority },
    { name: 'Lane', value: lane === null ? 'None: its runs wait for nobody' : lane },
  ];
}

function receiverOf(task: Task, signingSecretName: string | null): Setting[] {
  const { successStatus, signingSecretId, deliveryOptions } = task;
  const { templates, auth, proxyUrl, tls, assertion, steering } = deliveryOptions;
  return [
    {
      name: 'Counts as success',
      value: successStatus.length === 0 ? 'Any 2xx' : `Any 2xx, and ${successStatus.join(', ')}`,
    },
    { name: 'Body must', value: assertion == null ? 'Say nothing in particular' : writeJson(assertion) },
    {
      name: 'Signed with',
      value: signingSecretId === null ? 'The default signing secret' : (signingSecretName ?? signingSecretId),
    },
    { name: 'Authentication', value: auth == null ? 'None beside the headers' : 'By the task’s own' },
    {
      name: 'Templates',
      value: templates ? 'Filled in for each attempt' : 'Not used: sent as it is written',
    },
    { name: 'Proxy', value: proxyUrl ?? 'None' },
    {
      name: 'TLS',
      value: tls === null ? 'The usual authorities' : 'Authorities or a certificate of its own',
    },
    {
      name: 'Answers may steer',
      value: steering ? 'Yes: the receiver may plan, pause and change runs' : 'No',
    },
  ];
}

function labelsOf(task: Task): Setting[] {
  return [
    { name: 'Tags', value: task.tags.length === 0 ? 'None' : task.tags.join(', ') },
    { name: 'Agent', value: task.agentId ?? 'None' },
    instant('Created', task.createdAt, ''),
    instant('Changed', task.updatedAt, ''),
    { name: 'Version', value: String(task.version) },
    { name: 'Id', value: task.id },
  ];
}
