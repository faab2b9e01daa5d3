/**
 * Streams of live events for subscriptions. A stream never leaves an event out in silence: when events were lost, or
 * its reader is too slow, it ends, and whoever subscribes again reads what is there.
 */
import type { LiveEvent } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import type { OnModuleDestroy } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Repeater } from 'graphql-yoga';
import type { Authenticator } from '../auth/principal.js';
import { mayAct } from '../auth/principal.js';
import { AUTHENTICATOR, EVENTS } from '../dependencies.js';
import type { FieldAccess } from './field-access.js';
import type { RequestContext } from './request-context.js';

const streamsPerUserMax = 20;
/** How soon a key that was revoked, or a role that was taken away, ends a stream. */
const lookAgainMs = 30_000;
/** The longest time that a timer can wait. */
const timerMsMax = 2_147_483_647;

@Injectable()
export class Subscriptions implements OnModuleDestroy {
  readonly #streams = new Map<string, Set<() => void>>();

  constructor(
    @Inject(EVENTS) private readonly live: Pick<EventBus, 'subscribe'>,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
  ) {}

  /** How many streams are open. */
  get size(): number {
    return [...this.#streams.values()].reduce((total, { size }) => total + size, 0);
  }

  /**
   * The events that `isWanted` until the reader leaves, or its right to read ends.
   *
   * @throws AppError `request.too_many` when the reader has too many streams already
   */
  events<Event extends LiveEvent>(
    context: RequestContext,
    access: FieldAccess,
    isWanted: (event: LiveEvent) => event is Event,
  ): AsyncIterable<Event> {
    return this.#open(context, access, (emit, end) =>
      this.live.subscribe((event) => {
        if (event.type === 'events.missed') end();
        else if (isWanted(event)) emit(event);
      }),
    );
  }

  /** As `events`, with a sign at once, at every event that `isWanted` and after each so many milliseconds. */
  ticks(
    context: RequestContext,
    access: FieldAccess,
    { everyMs, isWanted }: { everyMs: number; isWanted: (event: LiveEvent) => boolean },
  ): AsyncIterable<true> {
    return this.#open(context, access, (emit) => {
      emit(true);
      const timer = setInterval(() => emit(true), everyMs);
      const unsubscribe = this.live.subscribe((event) => isWanted(event) && emit(true));
      return () => {
        clearInterval(timer);
        unsubscribe();
      };
    });
  }

  onModuleDestroy(): void {
    for (const streams of this.#streams.values()) for (const end of streams) end();
  }

  #open<Value>(
    context: RequestContext,
    access: FieldAccess,
    listen: (emit: (value: Value) => void, end: () => void) => () => void,
  ): AsyncIterable<Value> {
    const { userId, id } = context.principal;
    const streams = this.#streams.get(userId ?? id) ?? new Set();
    if (streams.size >= streamsPerUserMax) {
      throw new AppError('request.too_many', `A user has at most ${streamsPerUserMax} subscriptions open.`);
    }
    return new Repeater<Value>(async (push, stop) => {
      const end = () => stop();
      const emit = (value: Value) => {
        try {
          void push(value);
        } catch {
          // The reader is a thousand events behind.
          end();
        }
      };
      this.#streams.set(userId ?? id, streams.add(end));
      const unwatch = this.#watchRights(context, access, end);
      const unlisten = listen(emit, end);
      await stop;
      unlisten();
      unwatch();
      streams.delete(end);
      if (streams.size === 0) this.#streams.delete(userId ?? id);
    });
  }

  /** Ends a stream at the instant at which its credential ends, and soon after it lost its right in another way. */
  #watchRights({ principal, httpRequest }: RequestContext, access: FieldAccess, end: () => void): () => void {
    const { expiresAtMs } = principal;
    const remainingMs = expiresAtMs === null ? timerMsMax : Math.min(expiresAtMs - Date.now(), timerMsMax);
    const expiry = setTimeout(end, remainingMs);
    const look = async () => {
      const present = await this.authenticator.authenticate(httpRequest);
      if (present === null || !mayAct(present, access.role, access.scope)) end();
    };
    // Who cannot be looked up now is looked up the next time.
    const watch = setInterval(() => void look().catch(() => undefined), lookAgainMs);
    return () => {
      clearTimeout(expiry);
      clearInterval(watch);
    };
  }
}
