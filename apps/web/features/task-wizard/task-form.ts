import type { Plan } from '@/features/schedules/plan';
import { emptyPlan } from '@/features/schedules/plan';
import type { NewTask } from '@/features/tasks/tasks.api';

export const httpMethods = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE', 'HEAD'] as const;

/**
 * A task as the form holds it: numbers and instants as they are typed (times in the task's zone, durations in
 * seconds), the body as text, and every alternative with what was written in it.
 */
export interface TaskForm {
  taskName: string;
  webhookUrl: string;
  httpMethod: (typeof httpMethods)[number];
  headers: { name: string; value: string }[];
  body: string;
  templates: boolean;
  auth: {
    type: 'none' | 'basic' | 'bearer' | 'api_key' | 'oauth2';
    username: string;
    /** The name of the secret, whatever it is the secret of. */
    secret: string;
    header: string;
    tokenUrl: string;
    clientId: string;
    scope: string;
    audience: string;
  };
  /** '' is the default one. */
  signingSecretId: string;
  assertion: {
    type: 'none' | 'json_path_exists' | 'json_path_equals' | 'regex';
    path: string;
    value: string;
    pattern: string;
  };
  proxyUrl: string;
  tls: { ca: string; certificate: string; keySecret: string };
  steering: boolean;
  plan: Plan;
  timeZone: string;
  startsAt: string;
  endsAt: string;
  maxRuns: string;
  jitterS: string;
  dstGap: NonNullable<NewTask['dstGap']>;
  dstOverlap: NonNullable<NewTask['dstOverlap']>;
  misfirePolicy: NonNullable<NewTask['misfirePolicy']>;
  misfireWindowS: string;
  misfireCap: string;
  lane: string;
  priority: NonNullable<NewTask['priority']>;
  timeoutS: string;
  maxRetry: string;
  backoffStrategy: NonNullable<NewTask['backoffStrategy']>;
  backoffBaseS: string;
  backoffMaxS: string;
  backoffJitter: boolean;
  /** `408, 429, 5xx`; '' is every status. */
  retryOn: string;
  /** `404, 409` */
  successStatus: string;
  overlapPolicy: NonNullable<NewTask['overlapPolicy']>;
  onFailure: NonNullable<NewTask['onFailure']>;
  atMostOnce: boolean;
  deadlineS: string;
  /** `billing, nightly` */
  tags: string;
  agentId: string;
}

/** A new task before anything is written; what is left as it is here has the API's default. */
export function emptyForm(timeZone: string): TaskForm {
  return {
    taskName: '',
    webhookUrl: '',
    httpMethod: 'POST',
    headers: [],
    body: '{}',
    templates: false,
    auth: {
      type: 'none',
      username: '',
      secret: '',
      header: '',
      tokenUrl: '',
      clientId: '',
      scope: '',
      audience: '',
    },
    signingSecretId: '',
    assertion: { type: 'none', path: '', value: '', pattern: '' },
    proxyUrl: '',
    tls: { ca: '', certificate: '', keySecret: '' },
    steering: false,
    plan: emptyPlan,
    timeZone,
    startsAt: '',
    endsAt: '',
    maxRuns: '',
    jitterS: '0',
    dstGap: 'run_after',
    dstOverlap: 'first',
    misfirePolicy: 'latest',
    misfireWindowS: '',
    misfireCap: '100',
    lane: '',
    priority: 'normal',
    timeoutS: '30',
    maxRetry: '3',
    backoffStrategy: 'exponential',
    backoffBaseS: '1',
    backoffMaxS: '30',
    backoffJitter: false,
    retryOn: '',
    successStatus: '',
    overlapPolicy: 'skip',
    onFailure: 'stop',
    atMostOnce: false,
    deadlineS: '',
    tags: '',
    agentId: '',
  };
}
