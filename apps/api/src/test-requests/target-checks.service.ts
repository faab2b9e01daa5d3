import type { Pool } from '@carillon/db';
import type { SigningKey, WebhookSender } from '@carillon/delivery';
import { defaultDeliveryOptions, explainOutcome } from '@carillon/domain';
import type { SecretStore } from '@carillon/secrets';
import { readCredentials } from '@carillon/secrets';
import { Inject, Injectable } from '@nestjs/common';
import { beforeChange } from '../audit/change.js';
import { POOL, SECRET_STORE, SENDER } from '../dependencies.js';
import type { TargetCheckAnswer, TargetCheckInput } from './test-requests.schemas.js';

/** Looks how the receiver of a draft is reached, and sends it nothing. */
@Injectable()
export class TargetChecksService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SENDER) private readonly sender: WebhookSender,
    @Inject(SECRET_STORE) private readonly secrets: SecretStore<SigningKey>,
  ) {}

  async make({ webhookUrl, deliveryOptions }: TargetCheckInput): Promise<TargetCheckAnswer> {
    const { tls = null, proxyUrl = null } = { ...deliveryOptions };
    const named = {
      ...{ taskId: null, webhookUrl, httpHeaders: {}, body: '{}', signingSecretId: null },
      deliveryOptions: { ...defaultDeliveryOptions, tls },
    };
    const credentials = await readCredentials(named, this.secrets);
    if ('failure' in credentials) return answerOf({ addresses: null, tls: null, ...credentials });
    await beforeChange(this.pool);
    const key = tls?.keySecret == null ? null : (credentials.secrets.get(tls.keySecret) ?? null);
    return answerOf(
      await this.sender.check({
        ...{ url: webhookUrl, proxyUrl },
        tls: tls === null ? null : { ca: tls.ca, certificate: tls.certificate, key },
      }),
    );
  }
}

function answerOf({
  addresses,
  failure,
  tls,
}: Pick<TargetCheckAnswer, 'addresses' | 'tls'> & {
  failure: { errorCode: string; message: string } | null;
}): TargetCheckAnswer {
  const errorCode = failure?.errorCode ?? null;
  return {
    ok: failure === null,
    addresses,
    allowed: errorCode !== 'blocked',
    tls,
    errorCode,
    message: failure?.message ?? null,
    explanation: explainOutcome(errorCode),
  };
}
