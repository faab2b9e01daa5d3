import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { EventBus } from '@carillon/events';
import { AppError } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import type { DefaultEventsMap } from 'socket.io';
import { Server } from 'socket.io';
import { EVENTS, LOGGER } from '../dependencies.js';
import { toProblem } from '../http/problem.js';
import { Admission } from './admission.js';
import type { Acknowledgement, ClientEvent, LiveSocket, Session } from './client-event.js';
import { permitted, problemOf } from './client-event.js';
import { sweepIntervalMs, toConfirm } from './confirmations.js';
import type { LiveFeature, Sockets } from './live-feature.js';
import type { EmittedEvents } from './server-event.js';
import { TokenBucket } from './token-bucket.js';

type LiveIo = Server<DefaultEventsMap, EmittedEvents, DefaultEventsMap, Session>;

const connectionsMax = 5_000;
const messageBytesMax = 64_000;
/** Of everything that one connection sends. */
const rate = { perSecond: 20, burst: 40 };
/** So many messages that a socket did not take, and it is taken for dead. */
const unsentMax = 5_000;

const webSocketAlone =
  'This API has several processes and takes WebSocket alone: connect with `transports: ["websocket"]`.';

export const LIVE_FEATURES = Symbol('live features');

/**
 * Socket.IO beside the REST routes. Every API process hears every event from the bus and passes it to its own sockets,
 * so that each client gets it once, however many processes there are; Socket.IO's own adapters are not needed.
 */
@Injectable()
export class LiveServer {
  readonly clientEvents: ReadonlyMap<string, ClientEvent>;
  #io: LiveIo | null = null;
  #sweep: NodeJS.Timeout | undefined;
  #unsubscribe = (): void => undefined;

  constructor(
    @Inject(Admission) private readonly admission: Admission,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(LIVE_FEATURES) private readonly features: readonly LiveFeature[],
  ) {
    this.clientEvents = new Map(
      features.flatMap(({ clientEvents }) => clientEvents).map((event) => [event.name, event]),
    );
  }

  /** More are not let in by this process. */
  readonly sizeMax = connectionsMax;

  /** How many clients are connected to this process. */
  get size(): number {
    return this.#io?.sockets.sockets.size ?? 0;
  }

  attach(httpServer: HttpServer): void {
    const io: LiveIo = new Server(httpServer, {
      path: '/api/socket',
      serveClient: false,
      allowEIO3: false,
      maxHttpBufferSize: messageBytesMax,
      connectTimeout: 10_000,
      cors: this.admission.cors,
      allowRequest: (request, answer) => {
        if (!this.admission.maySpeakBy(request)) return answer(webSocketAlone, false);
        const isWelcome = io.engine.clientsCount < connectionsMax && this.admission.hasTrustedOrigin(request);
        answer(null, isWelcome);
      },
    });
    this.#io = io;
    io.engine.on('connection', limitRate);
    io.use((socket, next) => {
      this.admission.admit(socket).then(
        () => next(),
        (error: unknown) => next(Object.assign(new Error('refused'), { data: this.#problem(error) })),
      );
    });
    io.on('connection', (socket) => this.#welcome(socket));
    for (const feature of this.features) feature.start(socketsOf(io));
    this.#unsubscribe = this.events.subscribe((event) => {
      for (const feature of this.features) feature.onEvent(event);
      if (event.type === 'user.updated') this.#rename(io, event.id);
      if (event.type === 'events.missed') io.emit('events.missed', { at: event.at });
    });
    this.#sweep = setInterval(() => this.#lookAround(io), sweepIntervalMs);
    this.#sweep.unref();
  }

  close(): void {
    clearInterval(this.#sweep);
    this.#unsubscribe();
    for (const feature of this.features) feature.stop();
    // Not the HTTP server, which Nest closes.
    this.#io?.engine.close();
  }

  #welcome(socket: LiveSocket): void {
    for (const feature of this.features) feature.onConnect?.(socket);
    socket.on('disconnect', () => {
      for (const feature of this.features) feature.onDisconnect?.(socket);
    });
    socket.onAny((name: string, ...sent: unknown[]) => {
      const last = sent.at(-1);
      const acknowledge = typeof last === 'function' ? (last as (answer: Acknowledgement) => void) : null;
      void this.#act(socket, name, acknowledge === null || sent.length > 1 ? sent[0] : undefined).then(
        (answer) => {
          if (acknowledge !== null) acknowledge(answer);
          else if (!answer.ok) socket.emit('problem', answer.error);
        },
      );
    });
  }

  async #act(socket: LiveSocket, name: string, input: unknown): Promise<Acknowledgement> {
    try {
      const event = permitted(this.clientEvents, name, socket.data.principal);
      if (event.role !== 'viewer') await this.#requireStill(socket, event);
      return { ok: true, data: await event.act(input, socket) };
    } catch (error) {
      return { ok: false, error: this.#problem(error) };
    }
  }

  /** What changes anything asks at once whether the credential still holds, as a route does. */
  async #requireStill(socket: LiveSocket, { name }: ClientEvent): Promise<void> {
    if (!(await this.admission.confirm(socket))) {
      const reason = new AppError('auth.required', 'The sign-in holds no longer.');
      this.#cut(socket, reason);
      throw reason;
    }
    permitted(this.clientEvents, name, socket.data.principal);
  }

  #problem(error: unknown) {
    const requestId = randomUUID();
    return problemOf(error, requestId, (bug) => {
      this.logger.error('An event of a socket failed', { requestId, error: bug });
    });
  }

  /** Cuts who has expired, lost the credential, or takes nothing any more. A client may connect again and is judged anew. */
  #lookAround(io: LiveIo): void {
    const now = Date.now();
    const { sockets } = io.sockets;
    for (const socket of sockets.values()) {
      const { principal } = socket.data;
      if (principal.expiresAtMs !== null && principal.expiresAtMs <= now) {
        this.#cut(socket, new AppError('auth.required', 'The sign-in has expired.'));
      } else if (unsentTo(socket) > unsentMax) {
        socket.conn.close(true);
      }
    }
    const due = toConfirm(sockets.values(), { socketCount: sockets.size, nowMs: now });
    for (const socket of due) this.#confirm(socket);
  }

  /** Reads again who the sockets of a user belong to. */
  #rename(io: LiveIo, userId: string): void {
    for (const socket of io.sockets.sockets.values()) {
      if (socket.data.principal.userId !== userId) continue;
      this.#confirm(socket, () => {
        for (const feature of this.features) feature.onRename?.(socket);
      });
    }
  }

  #confirm(socket: LiveSocket, onGood = (): void => undefined): void {
    this.admission.confirm(socket).then(
      (isGood) => {
        if (isGood) onGood();
        else this.#cut(socket, new AppError('auth.required', 'The sign-in holds no longer.'));
      },
      (error: unknown) => this.logger.debug('A socket could not be confirmed', { error }),
    );
  }

  #cut(socket: LiveSocket, reason: AppError): void {
    socket.emit('problem', toProblem(reason, randomUUID()));
    socket.conn.close();
  }
}

interface RawConnection {
  on(event: 'packet', listener: () => void): void;
  close(discard: boolean): void;
}

/** Counts before anything is looked at, so that whoever is not known yet is held to it too. */
function limitRate(connection: RawConnection): void {
  const bucket = new TokenBucket(rate);
  connection.on('packet', () => {
    if (!bucket.take()) connection.close(true);
  });
}

function unsentTo(socket: LiveSocket): number {
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
}

function socketsOf(io: LiveIo): Sockets {
  const { rooms } = io.sockets.adapter;
  return {
    emit: (names, event, data) => void io.to([...names]).emit(event, data),
    hasAny: (room) => rooms.has(room),
    in: (room) => [...(rooms.get(room) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []),
  };
}
