import type { Channel, IdempotentRequest, ListedChannel, Message, Pool } from '@carillon/db';
import {
  channelsMax,
  createChannel,
  findChannel,
  insertMessages,
  listChannels,
  listMessages,
  setChannelStarted,
} from '@carillon/db';
import { AppError, newId } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, Unchanged } from '../audit/change.js';
import { EVENTS, POOL } from '../dependencies.js';
import { answerPage } from '../http/cursor.js';
import type { Answer } from '../http/idempotency.js';
import { answerOnce } from '../http/idempotency.js';
import type { ListChannelsQuery, ListMessagesQuery } from './channels.schemas.js';

/** Activity channels, and what is posted there. */
@Injectable()
export class ChannelsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(EVENTS) private readonly events: EventBus,
  ) {}

  list(query: ListChannelsQuery): Promise<{ items: ListedChannel[]; nextCursor: string | null }> {
    return answerPage(query, (request) => listChannels(this.pool, request), 'name');
  }

  /** @throws AppError `channel.not_found` */
  async get(name: string): Promise<Channel> {
    const channel = await findChannel(this.pool, name);
    if (channel === null) throw new AppError('channel.not_found', 'There is no such channel.');
    return channel;
  }

  /** @throws AppError `channel.conflict` when the name is taken, or there are too many already */
  create(name: string, request: IdempotentRequest | null): Promise<Answer<Channel>> {
    return answerOnce(this.pool, request, async (transaction) => {
      const channel = await createChannel(transaction, name);
      if (channel !== null) return { status: 201, body: channel };
      const isTaken = (await findChannel(transaction, name)) !== null;
      throw new AppError(
        'channel.conflict',
        isTaken ? 'There is a channel of this name.' : `There are ${channelsMax} channels already.`,
      );
    });
  }

  async setStarted(name: string, isStarted: boolean): Promise<Channel> {
    const isNews = await inChange(this.pool, async (transaction) => {
      const isChanged = await setChannelStarted(transaction, name, isStarted);
      return isChanged ? isChanged : new Unchanged(isChanged);
    });
    if (isNews) {
      this.events.publish([
        { type: 'channel.updated', channel: name, isStarted, at: new Date().toISOString() },
      ]);
    }
    return this.get(name);
  }

  /** @throws AppError `channel.conflict` when the channel is stopped */
  async post(name: string, message: { author: string; body: string }): Promise<{ id: string }> {
    const { isStarted } = await this.get(name);
    if (!isStarted) throw new AppError('channel.conflict', 'The channel is stopped.');
    const id = newId();
    const posted = { id, channel: name, ...message, level: 'info' as const, taskId: null, runId: null };
    await inChange(this.pool, (transaction) => insertMessages(transaction, [posted]));
    this.events.publish([{ type: 'message.created', id, channel: name, at: new Date().toISOString() }]);
    return { id };
  }

  async listMessages(
    name: string,
    { after, ...query }: ListMessagesQuery,
  ): Promise<{ items: Message[]; nextCursor: string | null }> {
    await this.get(name);
    const from = after === undefined ? {} : { after: { value: '0', id: after } };
    return answerPage(query, (request) => listMessages(this.pool, { channel: name, ...request, ...from }));
  }
}
