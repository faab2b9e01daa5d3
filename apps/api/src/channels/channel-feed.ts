import { randomUUID } from 'node:crypto';
import type { Pool } from '@carillon/db';
import { findMessages } from '@carillon/db';
import type { LiveEvent, Participant } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import { Inject, Injectable } from '@nestjs/common';
import { shownName } from '../auth/principal.js';
import { EVENTS, POOL } from '../dependencies.js';
import type { LiveSocket } from '../live/client-event.js';
import { clientChange, clientEvent } from '../live/client-event.js';
import type { LiveFeature, Sockets } from '../live/live-feature.js';
import type { ServerEvent } from '../live/server-event.js';
import { mayHear } from '../live/server-event.js';
import { channelInput, pingInput, sendMessageInput } from './channels.schemas.js';
import { ChannelsService } from './channels.service.js';
import { participantsMax, Presence } from './presence.js';
import { StatusMessages } from './status-messages.js';

const channelsPerSocketMax = 20;
const heartbeatMs = 10_000;
/** How long it may take until those who are in no channel learn that something was posted there. */
const activityMs = 1_000;
/** How long messages gather before they are read. */
const gatherMs = 10;
const nameLengthMax = 60;
/** The room of whoever may read channels. */
const everyChannel = 'channels';

const read = { role: 'viewer', scope: 'runs:read' } as const;
const write = { role: 'operator', scope: 'runs:write' } as const;

/** Channels as sockets see them: who is there, and what is posted. */
@Injectable()
export class ChannelFeed implements LiveFeature {
  readonly clientEvents = [
    clientEvent({ name: 'join_channel', ...read }, channelInput, ({ channel }, socket) =>
      this.#join(socket, channel),
    ),
    clientEvent({ name: 'leave_channel', ...read }, channelInput, ({ channel }, socket) =>
      this.#leave(socket, channel),
    ),
    clientChange(
      // Not what it says: that is kept as the message.
      { name: 'send_message', ...write, describe: (sent) => onChannel('sendMessage', sent) },
      sendMessageInput,
      ({ channel, body }, { data }) =>
        this.channels.post(channel, { author: shownName(data.principal), body }),
    ),
    clientChange(
      { name: 'start_channel', ...write, describe: (asked) => onChannel('startChannel', asked) },
      channelInput,
      ({ channel }) => this.channels.setStarted(channel, true),
    ),
    clientChange(
      { name: 'stop_channel', ...write, describe: (asked) => onChannel('stopChannel', asked) },
      channelInput,
      ({ channel }) => this.channels.setStarted(channel, false),
    ),
    clientEvent({ name: 'ping', ...read }, pingInput, () => ({ at: new Date().toISOString() })),
  ];
  readonly #processId = randomUUID();
  readonly #presence = new Presence(({ channel, joined, left }) => {
    for (const participant of joined) this.#tell(channel, 'participant_joined', { channel, participant });
    for (const participant of left) this.#tell(channel, 'participant_left', { channel, participant });
  });
  #sockets: Sockets | null = null;
  #heartbeat: NodeJS.Timeout | undefined;
  /** Channels in which somebody of this process is. */
  readonly #ownChannels = new Set<string>();
  #newMessages: string[] = [];
  #readTimer: NodeJS.Timeout | undefined;
  /** How many messages were posted since it was last told, by channel. */
  #posted = new Map<string, number>();
  #activityTimer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(ChannelsService) private readonly channels: ChannelsService,
    @Inject(StatusMessages) private readonly statusMessages: StatusMessages,
  ) {}

  start(sockets: Sockets): void {
    this.#sockets = sockets;
    this.#heartbeat = setInterval(() => {
      this.#presence.expire(Date.now(), this.#processId);
      for (const channel of this.#ownChannels) this.#publishPresence(channel);
    }, heartbeatMs);
    this.#heartbeat.unref();
  }

  stop(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#readTimer);
    clearTimeout(this.#activityTimer);
    this.statusMessages.stop();
    this.#sockets = null;
    for (const channel of this.#ownChannels) this.#publishPresence(channel);
  }

  onConnect(socket: LiveSocket): void {
    if (mayHear(socket.data.principal, 'channel_activity')) void socket.join(everyChannel);
  }

  onDisconnect({ data }: LiveSocket): void {
    for (const channel of data.channels) this.#recount(channel);
  }

  onRename({ data }: LiveSocket): void {
    for (const channel of data.channels) this.#recount(channel);
  }

  onEvent(event: LiveEvent): void {
    this.statusMessages.onEvent(event);
    if (event.type === 'message.created') {
      this.#readSoon(event.id, event.channel);
      this.#countPosted(event.channel);
    }
    if (event.type === 'channel.updated') {
      const { channel, isStarted, at } = event;
      this.#tell(channel, isStarted ? 'channel_started' : 'channel_stopped', { channel, at });
      this.#tell(channel, 'channel_status', { channel, isStarted, participants: this.#presence.in(channel) });
    }
    if (event.type === 'presence.updated' && event.processId !== this.#processId) {
      const isNew = !this.#presence.knows(event.processId);
      this.#presence.update(event.processId, event.channel, event.participants);
      if (isNew) for (const channel of this.#ownChannels) this.#publishPresence(channel);
    }
  }

  async #join(socket: LiveSocket, channel: string): Promise<object> {
    const { channels } = socket.data;
    if (!channels.has(channel) && channels.size >= channelsPerSocketMax) {
      throw new AppError('channel.conflict', `Nobody can be in more than ${channelsPerSocketMax} channels.`);
    }
    const { isStarted } = await this.channels.get(channel);
    if (socket.connected) {
      channels.add(channel);
      await socket.join(roomOf(channel));
      this.#recount(channel);
    }
    const status = { channel, isStarted, participants: this.#presence.in(channel) };
    socket.emit('channel_status', status);
    return status;
  }

  async #leave(socket: LiveSocket, channel: string): Promise<object> {
    socket.data.channels.delete(channel);
    await socket.leave(roomOf(channel));
    this.#recount(channel);
    return { channel };
  }

  #recount(channel: string): void {
    const participants = this.#participantsOf(channel);
    if (participants.length > 0) this.#ownChannels.add(channel);
    else this.#ownChannels.delete(channel);
    this.#presence.update(this.#processId, channel, participants);
    this.#publishPresence(channel);
  }

  #participantsOf(channel: string): Participant[] {
    const byId = new Map<string, Participant>();
    for (const { data } of this.#sockets?.in(roomOf(channel)) ?? []) {
      const { id, userId } = data.principal;
      const name = shownName(data.principal).slice(0, nameLengthMax);
      byId.set(userId ?? id, { id: userId ?? id, name });
      if (byId.size === participantsMax) break;
    }
    return [...byId.values()];
  }

  #publishPresence(channel: string): void {
    const participants = this.#participantsOf(channel);
    const at = new Date().toISOString();
    this.events.publish([
      { type: 'presence.updated', processId: this.#processId, channel, participants, at },
    ]);
  }

  #tell(channel: string, event: ServerEvent, data: object): void {
    this.#sockets?.emit([roomOf(channel)], event, data);
  }

  /** For the counts of unread messages: everybody is told how many there were, once in a while. */
  #countPosted(channel: string): void {
    this.#posted.set(channel, (this.#posted.get(channel) ?? 0) + 1);
    this.#activityTimer ??= setTimeout(() => {
      this.#activityTimer = undefined;
      for (const [name, messages] of this.#posted) {
        this.#sockets?.emit([everyChannel], 'channel_activity', { channel: name, messages });
      }
      this.#posted.clear();
    }, activityMs);
  }

  /** Messages that are posted at the same moment are read together. */
  #readSoon(id: string, channel: string): void {
    if (this.#sockets?.hasAny(roomOf(channel)) !== true) return;
    this.#newMessages.push(id);
    this.#readTimer ??= setTimeout(() => void this.#readMessages(), gatherMs);
  }

  async #readMessages(): Promise<void> {
    const ids = this.#newMessages;
    this.#newMessages = [];
    this.#readTimer = undefined;
    // Who misses one finds it in the list of messages.
    const messages = await findMessages(this.pool, ids).catch(() => []);
    for (const message of messages) this.#tell(message.channel, 'new_message', message);
  }
}

/** For the audit log. */
function onChannel(action: string, { channel, body }: { channel: string; body?: string }) {
  const subject = { type: 'channels', id: channel };
  return { action, subject, details: body === undefined ? {} : { length: body.length } };
}

function roomOf(channel: string): string {
  return `channel ${channel}`;
}
