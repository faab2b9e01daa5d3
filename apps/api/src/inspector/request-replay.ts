import type { Pool } from '@carillon/db';
import { databaseTime, findSigningSecretIds } from '@carillon/db';
import type { SigningKey, WebhookSender } from '@carillon/delivery';
import { notSent } from '@carillon/delivery';
import type { HttpMethod } from '@carillon/domain';
import { AppError, httpMethods, newId } from '@carillon/domain';
import type { SecretStore } from '@carillon/secrets';
import { readCredentials } from '@carillon/secrets';
import { Inject, Injectable } from '@nestjs/common';
import { beforeChange } from '../audit/change.js';
import { POOL, SECRET_STORE, SENDER } from '../dependencies.js';
import { toTestRequestAnswer } from '../test-requests/test-requests.service.js';
import type { Received, ReplayRequestInput } from './inspector.schemas.js';
import { InspectorService } from './inspector.service.js';
import { runIdOf, taskIdOf } from './signature-verdicts.js';

/** Somebody waits for the answer. */
const timeoutMs = 30_000;

/** Sends what the dummy webhook received once more, under the rules of every webhook, and records nothing of it. */
@Injectable()
export class RequestReplay {
  constructor(
    @Inject(InspectorService) private readonly inspector: InspectorService,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SENDER) private readonly sender: WebhookSender,
    @Inject(SECRET_STORE) private readonly secrets: SecretStore<SigningKey>,
  ) {}

  /**
   * Method, body and content type are those of the request, and so are its id, task and attempt where Carillon sent it.
   * It is signed anew with the task's secret: its timestamp has aged. Other headers were not kept.
   *
   * @throws AppError `request.invalid` for what was not kept as a whole; `inspector.request_not_found`
   */
  async replay(number: number, { url, isNew }: ReplayRequestInput) {
    const { received, url: receivedAt } = await this.inspector.find(number);
    const method = methodOf(received);
    const webhookUrl = url ?? receivedAt;
    const taskId = taskIdOf(received);
    const secretIds = taskId === null ? null : await findSigningSecretIds(this.pool, [taskId]);
    const signingSecretId = taskId === null ? null : (secretIds?.get(taskId) ?? null);
    const credentials = await readCredentials(
      {
        taskId: null,
        signingSecretId,
        deliveryOptions: null,
        webhookUrl,
        httpHeaders: contentTypeOf(received),
        body: received.body,
      },
      this.secrets,
    );
    if ('failure' in credentials) {
      return toTestRequestAnswer({ request: null, outcome: notSent(credentials.failure) }, []);
    }
    const nowMs = await databaseTime(this.pool);
    await beforeChange(this.pool);
    const trial = await this.sender.trySend({
      ...credentials,
      url: webhookUrl,
      method,
      body: received.body,
      timeoutMs,
      successStatus: [],
      options: null,
      attemptId: newId(),
      runId: (isNew ? null : runIdOf(received)) ?? newId(),
      taskId: taskId ?? newId(),
      taskName: 'Replay',
      trigger: 'replay',
      scheduledFor: new Date(nowMs).toISOString(),
      attempt: isNew ? 1 : (received.attempt ?? 1),
      previousOutcome: null,
      timestamp: Math.floor(nowMs / 1_000),
      callback: null,
    });
    return toTestRequestAnswer(trial, []);
  }
}

/** @throws AppError `request.invalid` */
function methodOf({ method, body, bodyLength }: Received): HttpMethod {
  if (body.length < bodyLength) {
    throw new AppError('request.invalid', 'The receiver kept only the beginning of this request’s body.');
  }
  const known = httpMethods.find((each) => each === method);
  if (known === undefined) throw new AppError('request.invalid', `Webhooks are not sent with ${method}.`);
  return known;
}

function contentTypeOf({ headers }: Received): Record<string, string> {
  const type = headers['content-type'];
  return type === undefined ? {} : { 'content-type': type };
}
