import type { Pool } from '@carillon/db';
import { databaseTime, findStoredHeaders, findTask } from '@carillon/db';
import type { SigningKey, Trial, WebhookSender } from '@carillon/delivery';
import { notSent } from '@carillon/delivery';
import type { Task } from '@carillon/domain';
import {
  explainOutcome,
  hideValues,
  newId,
  redactHeaders,
  secretsOfHeaders,
  writeJson,
} from '@carillon/domain';
import type { SecretStore } from '@carillon/secrets';
import { readCredentials } from '@carillon/secrets';
import { Inject, Injectable } from '@nestjs/common';
import { beforeChange } from '../audit/change.js';
import { POOL, SECRET_STORE, SENDER } from '../dependencies.js';
import { checkDelivery, plainDelivery } from '../tasks/delivery-check.js';
import { keepHidden } from '../tasks/kept-headers.js';
import { taskNotFound } from '../tasks/task-refusals.js';
import type { TestRequestInput } from './test-requests.schemas.js';

/** What is sent when neither the draft nor its task says otherwise; the table's own defaults. */
const plainTask = {
  ...plainDelivery,
  taskName: 'Test request',
  httpMethod: 'POST',
  timeoutMs: 30_000,
  successStatus: [],
  signingSecretId: null,
} as const;

/** Somebody waits for the answer. */
const timeoutMaxMs = 30_000;

type Draft = Pick<
  Task,
  | 'taskName'
  | 'webhookUrl'
  | 'httpMethod'
  | 'httpHeaders'
  | 'jsonPayload'
  | 'timeoutMs'
  | 'successStatus'
  | 'deliveryOptions'
  | 'signingSecretId'
>;

/** Sends a draft or a task once, as a listener would, and records nothing of it. */
@Injectable()
export class TestRequestsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SENDER) private readonly sender: WebhookSender,
    @Inject(SECRET_STORE) private readonly secrets: SecretStore<SigningKey>,
  ) {}

  async send({ taskId, ...fields }: TestRequestInput) {
    const stored = taskId === undefined ? null : await findTask(this.pool, taskId);
    if (taskId !== undefined && stored === null) throw taskNotFound();
    const draft = { ...plainTask, ...stored, ...definedOf(fields) } as Draft;
    const storedHeaders = taskId === undefined ? {} : await findStoredHeaders(this.pool, taskId);
    draft.httpHeaders = keepHidden(draft.httpHeaders, storedHeaders);
    checkDelivery(draft);
    return this.#try(draft, taskId ?? newId());
  }

  async #try(draft: Draft, taskId: string) {
    const body = writeJson(draft.jsonPayload);
    const credentials = await readCredentials({ ...draft, taskId, body }, this.secrets);
    if ('failure' in credentials)
      return toTestRequestAnswer({ request: null, outcome: notSent(credentials.failure) }, []);
    const nowMs = await databaseTime(this.pool);
    await beforeChange(this.pool);
    const trial = await this.sender.trySend({
      ...credentials,
      url: draft.webhookUrl,
      method: draft.httpMethod,
      body,
      timeoutMs: Math.min(draft.timeoutMs, timeoutMaxMs),
      successStatus: draft.successStatus,
      options: draft.deliveryOptions,
      attemptId: newId(),
      runId: newId(),
      taskId,
      taskName: draft.taskName,
      trigger: 'manual',
      scheduledFor: new Date(nowMs).toISOString(),
      attempt: 1,
      previousOutcome: null,
      timestamp: Math.floor(nowMs / 1_000),
      callback: null,
    });
    const { headers, secrets } = credentials;
    return toTestRequestAnswer(trial, [...secrets.values(), ...secretsOfHeaders(headers)]);
  }
}

function definedOf(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** @param secrets values that are not to be shown, wherever they were filled in */
export function toTestRequestAnswer({ request, outcome }: Trial, secrets: string[]) {
  const hide = (text: string) => hideValues(text, secrets);
  const { ok, httpStatus, responseHeaders, message, messageTruncated, errorCode, phases, wishes } = outcome;
  const isAnswered = httpStatus !== null;
  return {
    ok,
    request: request && {
      method: request.method,
      url: hide(request.url),
      headers: redactHeaders(toRecord(request.headers, hide)),
      body: request.body === null ? null : hide(request.body),
    },
    response: isAnswered
      ? { status: httpStatus, headers: responseHeaders ?? {}, body: message, truncated: messageTruncated }
      : null,
    phases,
    errorCode,
    message: isAnswered ? null : message,
    explanation: explainOutcome(errorCode),
    wishes,
  };
}

/** @param headers names and values in turn */
function toRecord(headers: readonly string[], hide: (text: string) => string): Record<string, string> {
  const record: Record<string, string> = {};
  for (let index = 0; index < headers.length; index += 2) record[headers[index]!] = hide(headers[index + 1]!);
  return record;
}
