import type { AlertChannel, AlertMessage, Pool } from '@carillon/db';
import {
  countAlertChannels,
  databaseTime,
  deleteAlertChannel,
  findAlertChannel,
  insertAlertChannel,
  insertAlertMessage,
  listAlertChannels,
  listAlertMessages,
  updateAlertChannel,
  violatedConstraint,
} from '@carillon/db';
import type { OutboundPolicy } from '@carillon/delivery';
import type { AlertChannelKind, AlertDocument } from '@carillon/domain';
import { AppError, newId, noAlerts, testAlertSummary } from '@carillon/domain';
import type { Keyring } from '@carillon/secrets';
import { alertAddressBinding } from '@carillon/secrets';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import type { Principal } from '../auth/principal.js';
import { mayAct } from '../auth/principal.js';
import { KEYRING, OUTBOUND_POLICY, POOL } from '../dependencies.js';
import { answerPage } from '../http/cursor.js';
import { invalidField } from '../http/problem.js';
import { requireChangeOf } from '../http/versions.js';
import { readAlertAddress } from './alert-address.js';
import type {
  ChangeAlertChannelInput,
  CreateAlertChannelInput,
  ListAlertChannelsQuery,
  ListAlertDeliveriesQuery,
} from './alert-channels.schemas.js';

/** Each of them is asked about every failure. */
const channelsMax = 50;

/** Where people are told of failures. Publishers do the telling. */
@Injectable()
export class AlertChannelsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(KEYRING) private readonly keyring: () => Promise<Keyring>,
    @Inject(OUTBOUND_POLICY) private readonly policy: OutboundPolicy,
  ) {}

  async list(caller: Principal, query: ListAlertChannelsQuery) {
    const page = await answerPage(query, (request) => listAlertChannels(this.pool, request));
    return { ...page, items: page.items.map((channel) => toShown(channel, caller)) };
  }

  async get(caller: Principal, id: string) {
    return toShown(await this.#find(id), caller);
  }

  async create(caller: Principal, { address, ...fields }: CreateAlertChannelInput) {
    const id = newId();
    const sealed = await this.#seal(id, fields.kind, address);
    const channel = { id, ...fields, ...sealed, createdBy: caller.name };
    const made = await inChange(this.pool, async (transaction) => {
      if ((await countAlertChannels(transaction)) < channelsMax) {
        return insertAlertChannel(transaction, channel);
      }
      throw new AppError(
        'alert_channel.conflict',
        `There are ${channelsMax} alert channels, and no more can be.`,
      );
    }).catch(refuse);
    return toShown(made, caller);
  }

  async change(
    caller: Principal,
    id: string,
    { address, ...changes }: ChangeAlertChannelInput,
    version: number | null,
  ) {
    const { kind } = await this.#find(id);
    const sealed = address === undefined ? {} : await this.#seal(id, kind, address);
    const defined = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const changed = await inChange(this.pool, async (transaction) => {
      const found = await updateAlertChannel(transaction, id, { ...defined, ...sealed });
      if (found === null) throw alertChannelNotFound();
      requireChangeOf(found, version);
      return found;
    }).catch(refuse);
    return toShown(changed, caller);
  }

  async remove(id: string): Promise<void> {
    await inChange(this.pool, async (transaction) => {
      if (!(await deleteAlertChannel(transaction, id))) throw alertChannelNotFound();
    });
  }

  /** Writes a message down, which a publisher sends within a second or two, whatever the hours: once. */
  async test(caller: Principal, id: string) {
    const { name } = await this.#find(id);
    const document: AlertDocument = {
      type: 'alert.test',
      id: newId(),
      channel: { id, name },
      createdAt: new Date(await databaseTime(this.pool)).toISOString(),
      summary: testAlertSummary,
      afterQuietHours: false,
      ...noAlerts(),
    };
    const message = {
      id: document.id,
      channelId: id,
      isTest: true,
      body: JSON.stringify(document),
      summary: document.summary,
    };
    const made = await inChange(this.pool, (transaction) => insertAlertMessage(transaction, message));
    return toDelivery(made, caller);
  }

  async deliveries(caller: Principal, id: string, query: ListAlertDeliveriesQuery) {
    const { id: channelId } = await this.#find(id);
    const page = await answerPage(query, (request) =>
      listAlertMessages(this.pool, { channelId, ...request }),
    );
    return { ...page, items: page.items.map((message) => toDelivery(message, caller)) };
  }

  async #find(id: string): Promise<AlertChannel> {
    const channel = await findAlertChannel(this.pool, id);
    if (channel === null) throw alertChannelNotFound();
    return channel;
  }

  async #seal(id: string, kind: AlertChannelKind, text: string) {
    const { address, hint } = readAlertAddress(kind, text, this.policy);
    const keyring = await this.keyring();
    return {
      sealedAddress: keyring.seal(address, alertAddressBinding(id)),
      encryptionKeyId: keyring.sealingKeyId,
      addressHint: hint,
    };
  }
}

function maySeeAddresses(caller: Principal): boolean {
  return mayAct(caller, 'admin', 'admin');
}

function toShown({ addressHint, ...channel }: AlertChannel, caller: Principal) {
  return { ...channel, address: maySeeAddresses(caller) ? addressHint : null };
}

/** Servers name addresses when they refuse them. */
function toDelivery({ messageStatus, nextAttemptAt, outcome, ...message }: AlertMessage, caller: Principal) {
  return {
    ...message,
    status: messageStatus,
    nextAttemptAt: messageStatus === 'pending' ? nextAttemptAt : null,
    outcome: maySeeAddresses(caller) ? outcome : null,
  };
}

function refuse(cause: unknown): never {
  const constraint = violatedConstraint(cause);
  if (constraint === 'alert_channels_name_key') {
    throw new AppError('alert_channel.conflict', 'The name is taken.', { cause });
  }
  if (constraint === 'alert_channels_signing_secret_id_fkey') {
    throw invalidField('signingSecretId', 'names no signing secret that is there');
  }
  throw cause;
}

function alertChannelNotFound(): AppError {
  return new AppError('alert_channel.not_found', 'There is no such alert channel.');
}
