/**
 * Events between processes: `publish` only puts them into a queue, and every few milliseconds one message takes what
 * has gathered there to all who listen.
 *
 * Nothing here is kept. Whatever dies at any line, events may be lost and nothing else: the truth is in PostgreSQL,
 * and `events.missed` tells those who are still listening that they have to read it again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveEvent } from '@carillon/domain';
import { BusLink } from './bus-link.js';
import { connectPostgres } from './postgres-connection.js';
import { connectRedis } from './redis-connection.js';

export interface EventBus {
  /** Never throws and never waits. Of several events about one thing that leave together, only the last one does. */
  publish(events: readonly LiveEvent[]): void;
  /**
   * Hands over every event that any process publishes from now on, this one included. The handler must not throw.
   *
   * @returns ends it
   */
  subscribe(handler: (event: LiveEvent) => void): () => void;
  /** Events that found no room, or were on their way when the connection broke. */
  readonly dropped: number;
  /** Sends what is waiting, unless that takes long. */
  close(): Promise<void>;
}

export interface EventBusOptions {
  /** Used when there is no Redis. A direct connection: LISTEN does not survive a transaction pooler. */
  databaseUrl: string;
  redisUrl: string | null;
  /** Learns of broken connections; they are made again. */
  onError: (error: Error) => void;
  /** Keeps installations on one Redis database apart. Default `carillon`. */
  prefix?: string;
}

/** The least time between two messages. */
const flushIntervalMs = 20;
/** How soon to look again whether the connection is back. */
const retryMs = 100;
const waitingMax = 2_000;
const closeTimeoutMs = 500;

/** Where events are switched off. */
export const noEvents: EventBus = {
  publish: () => undefined,
  subscribe: () => () => undefined,
  dropped: 0,
  close: () => Promise.resolve(),
};

/** Connects in the background, and again after each loss. */
export function createEventBus(options: EventBusOptions): EventBus {
  const { databaseUrl, redisUrl, onError, prefix = 'carillon' } = options;
  const connect = redisUrl === null ? connectPostgres(databaseUrl, prefix) : connectRedis(redisUrl, prefix);
  return new BatchingBus((receive) => new BusLink(connect, { receive, onError }));
}

class BatchingBus implements EventBus {
  readonly #link: BusLink;
  readonly #handlers = new Set<(event: LiveEvent) => void>();
  /** By what they are about, the oldest first. */
  readonly #waiting = new Map<string, LiveEvent>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | null = null;
  #lastFlushAt = 0;
  #dropped = 0;
  /** Whether those who listen have yet to learn that events were dropped. */
  #owesWarning = false;
  #isClosed = false;

  constructor(openLink: (receive: (payload: string | null) => void) => BusLink) {
    this.#link = openLink((payload) => this.#receive(payload));
  }

  get dropped(): number {
    return this.#dropped;
  }

  publish(events: readonly LiveEvent[]): void {
    if (this.#isClosed || events.length === 0) return;
    for (const event of events) {
      const subject = subjectOf(event);
      this.#waiting.delete(subject);
      this.#waiting.set(subject, event);
    }
    if (this.#waiting.size > waitingMax) this.#dropOldest();
    this.#schedule(this.#lastFlushAt + flushIntervalMs - performance.now());
  }

  subscribe(handler: (event: LiveEvent) => void): () => void {
    this.#handlers.add(handler);
    this.#link.listen();
    return () => void this.#handlers.delete(handler);
  }

  async close(): Promise<void> {
    let isLate = false;
    const deadline = sleep(closeTimeoutMs, undefined, { ref: false }).then(() => void (isLate = true));
    while (this.#waiting.size > 0 && this.#link.isReady && !isLate) {
      await Promise.race([this.#flush(), deadline]);
    }
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#handlers.clear();
    this.#link.close();
  }

  #dropOldest(): void {
    for (const subject of this.#waiting.keys()) {
      if (this.#waiting.size <= waitingMax) break;
      this.#waiting.delete(subject);
      this.#countDropped(1);
    }
  }

  #countDropped(events: number): void {
    this.#dropped += events;
    this.#owesWarning = true;
  }

  #schedule(delayMs: number): void {
    if (this.#isClosed || this.#timer !== undefined || this.#sending !== null) return;
    this.#timer = setTimeout(() => void this.#flush(), Math.max(delayMs, 0));
    this.#timer.unref();
  }

  /** One message under way at a time; never rejects. */
  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
      if (this.#waiting.size > 0) this.#schedule(this.#link.isReady ? flushIntervalMs : retryMs);
    });
    return this.#sending;
  }

  async #send(): Promise<void> {
    if (!this.#link.isReady) return;
    this.#lastFlushAt = performance.now();
    const owedWarning = this.#owesWarning;
    this.#owesWarning = false;
    const { payload, events } = this.#takeBatch(owedWarning);
    try {
      if (payload !== '') await this.#link.send(payload);
    } catch {
      // The link reports its own errors. Whether the message arrived is not known, so it is not sent twice.
      this.#owesWarning ||= owedWarning;
      this.#countDropped(events);
    }
  }

  /** As many as one message may hold, the oldest first. */
  #takeBatch(withWarning: boolean): { payload: string; events: number } {
    const texts = withWarning ? [JSON.stringify(missed())] : [];
    let bytes = 2 + (texts[0]?.length ?? 0);
    let events = 0;
    for (const [subject, event] of this.#waiting) {
      const text = JSON.stringify(event);
      const size = Buffer.byteLength(text) + 1;
      const isTooLarge = size + 2 > this.#link.payloadBytesMax;
      if (!isTooLarge && bytes + size > this.#link.payloadBytesMax) break;
      this.#waiting.delete(subject);
      if (isTooLarge) {
        this.#countDropped(1);
        continue;
      }
      texts.push(text);
      bytes += size;
      events += 1;
    }
    return { payload: texts.length === 0 ? '' : `[${texts.join(',')}]`, events };
  }

  /** @param payload null: some may have been lost */
  #receive(payload: string | null): void {
    const events = payload === null ? [missed()] : parseEvents(payload);
    for (const event of events) for (const handler of this.#handlers) handler(event);
  }
}

function missed(): LiveEvent {
  return { type: 'events.missed', at: new Date().toISOString() };
}

function subjectOf(event: LiveEvent): string {
  switch (event.type) {
    case 'task.updated':
    case 'run.updated':
    case 'message.created':
    case 'user.updated':
      return event.id;
    case 'lane.updated':
      return `lane ${event.lane}`;
    case 'channel.updated':
      return `channel ${event.channel}`;
    case 'presence.updated':
      return `presence ${event.processId} ${event.channel}`;
    case 'queue.updated':
    case 'saved_views.updated':
    case 'blackouts.updated':
    case 'events.missed':
      return event.type;
  }
}

/** Whoever may publish here may write into our PostgreSQL or Redis as well; a text that is none of ours is passed over. */
function parseEvents(payload: string): LiveEvent[] {
  try {
    const events: unknown = JSON.parse(payload);
    return Array.isArray(events) ? (events as LiveEvent[]) : [];
  } catch {
    return [];
  }
}
