import type { NewTask, Task } from '@/features/tasks/tasks.api';
import { writeJson } from '@/ui/exact-json';

type Definition = Required<Omit<NewTask, 'taskName' | 'webhookUrl' | 'start' | 'runIn' | 'pause'>>;

/** What a task has where nothing is said. */
export const taskDefaults: Definition = {
  httpMethod: 'POST',
  httpHeaders: {},
  jsonPayload: {},
  deliveryOptions: {
    templates: false,
    auth: null,
    proxyUrl: null,
    tls: null,
    assertion: null,
    steering: false,
    retryOn: null,
  },
  signingSecretId: null,
  taskSchedule: null,
  timeZone: 'UTC',
  runAt: null,
  startsAt: null,
  endsAt: null,
  maxRuns: null,
  jitterMs: 0,
  dstGap: 'run_after',
  dstOverlap: 'first',
  misfirePolicy: 'latest',
  misfireWindowMs: null,
  misfireCap: 100,
  lane: null,
  priority: 'normal',
  timeoutMs: 30_000,
  successStatus: [],
  maxRetry: 3,
  backoffStrategy: 'exponential',
  backoffBaseMs: 1_000,
  backoffMaxMs: 30_000,
  backoffJitter: false,
  overlapPolicy: 'skip',
  onFailure: 'stop',
  atMostOnce: false,
  deadlineMs: null,
  tags: [],
  agentId: null,
};

/** What is to be sent to make another task like this one: no more than what differs from the defaults. */
export function definitionOf(task: Task): NewTask {
  const { taskName, webhookUrl, deliveryOptions, ...others } = task;
  const options = differing(deliveryOptions, taskDefaults.deliveryOptions);
  return {
    taskName,
    webhookUrl,
    ...differing(others, taskDefaults),
    ...(Object.keys(options).length > 0 && { deliveryOptions: options }),
  };
}

/** Of the fields that have a default, those whose value is another one. */
function differing<Fields extends object>(values: object, defaults: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([field, value]) =>
        Object.hasOwn(defaults, field) && writeJson(value) !== writeJson(defaults[field as keyof Fields]),
    ),
  ) as Partial<Fields>;
}
