import type { ApiConfig } from '@carillon/config';
import type { Pool } from '@carillon/db';
import { findSigningSecretIds } from '@carillon/db';
import type { SigningKey } from '@carillon/delivery';
import { AppError } from '@carillon/domain';
import type { SecretStore } from '@carillon/secrets';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { aroundChange } from '../audit/change.js';
import { CONFIG, POOL, SECRET_STORE } from '../dependencies.js';
import type {
  ChangeSettingsInput,
  ListRequestsQuery,
  Received,
  ReceiverAnswer,
  RequestList,
} from './inspector.schemas.js';
import {
  receivedCall,
  receivedList,
  scenarioList,
  settingsAnswer,
  statsAnswer,
} from './inspector.schemas.js';
import type { RelayCall } from './receiver-relay.js';
import { askReceiver } from './receiver-relay.js';
import { judgeSignature, taskIdOf } from './signature-verdicts.js';

/** The dummy webhook, as browsers see it: by way of the API, with its roles. */
@Injectable()
export class InspectorService {
  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SECRET_STORE) private readonly secrets: SecretStore<SigningKey>,
  ) {}

  /** @throws AppError `inspector.unreachable` */
  async read(): Promise<ReceiverAnswer> {
    if (this.config.dummyUrl === null) return { url: null, settings: null, stats: null, scenarios: null };
    const [settings, stats, scenarios] = await Promise.all([
      askReceiver(this.#at('settings'), settingsAnswer),
      askReceiver(this.#at('stats'), statsAnswer),
      askReceiver(this.#at('scenarios'), scenarioList),
    ]);
    return { url: this.#at('webhook').href, settings, stats, scenarios };
  }

  /** The newest first. @throws AppError `inspector.unreachable` */
  async listRequests({ after, limit }: ListRequestsQuery): Promise<RequestList> {
    if (this.config.dummyUrl === null) return { items: [], last: after };
    const received = await askReceiver(this.#at(`requests?after=${after}&limit=${limit}`), receivedList);
    const taskIds = new Set(received.flatMap((each) => taskIdOf(each) ?? []));
    const secretIds = taskIds.size === 0 ? new Map() : await findSigningSecretIds(this.pool, [...taskIds]);
    const items = await Promise.all(
      received.map(async ({ signed: _signed, ...each }) => ({
        ...each,
        signature: await judgeSignature({ ...each, signed: _signed }, secretIds, this.secrets),
      })),
    );
    return { items, last: items[0]?.number ?? after };
  }

  /** @throws AppError `inspector.unreachable`, `request.invalid` */
  changeSettings(change: ChangeSettingsInput) {
    return this.#change('settings', settingsAnswer, { method: 'PUT', body: change });
  }

  /** @throws AppError `inspector.unreachable` */
  reset() {
    return this.#change('reset', statsAnswer, { method: 'POST' });
  }

  /** @throws AppError `inspector.request_not_found`, `inspector.unreachable`; `request.invalid`: too many are pinned */
  pin(number: number, isPinned: boolean) {
    const method = isPinned ? 'PUT' : 'DELETE';
    return this.#change(`requests/${number}/pin`, statsAnswer, { method });
  }

  /** @throws AppError `inspector.request_not_found`, `inspector.unreachable` */
  delete(number: number) {
    return this.#change(`requests/${number}`, statsAnswer, { method: 'DELETE' });
  }

  /** One request, and where it was sent. @throws AppError `inspector.request_not_found`, `inspector.unreachable` */
  async find(number: number): Promise<{ received: Received; url: string }> {
    const received = await askReceiver(this.#at(`requests/${number}`), receivedCall);
    // Not relative to the receiver: a path may begin with two slashes.
    return { received, url: this.#at('/').origin + received.path + received.query };
  }

  #change<Answer>(path: string, schema: z.ZodType<Answer>, call: RelayCall): Promise<Answer> {
    const url = this.#at(path);
    return aroundChange(this.pool, () => askReceiver(url, schema, call));
  }

  #at(path: string): URL {
    const { dummyUrl } = this.config;
    if (dummyUrl === null) {
      throw new AppError('inspector.unreachable', 'This installation has no dummy webhook.', {
        hint: 'Set CARILLON_DUMMY_URL for the API, where one runs.',
      });
    }
    return new URL(path, dummyUrl.endsWith('/') ? dummyUrl : `${dummyUrl}/`);
  }
}
