import { once, setMaxListeners } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** One request as it arrived. */
export interface ReceivedRequest {
  /** Milliseconds since the epoch, when the body was complete. */
  at: number;
  method: string;
  /** Without the query string. */
  path: string;
  /** The query string with its question mark, or ''. */
  search: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The header webhook-attempt; null when absent. */
  attempt: number | null;
  /** The header webhook-id; null when absent. */
  webhookId: string | null;
  /** Milliseconds since the epoch, when the answer was out or the connection gone; null before. */
  closedAt: number | null;
}

/** What the sink does with a request. All parts are optional; `{}` is a plain 200. */
export interface SinkAnswer {
  /** Default 200. */
  status?: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
  /** Waits so long before the status line. */
  delayMs?: number;
  /** Sends the headers at once and then the body byte by byte, so many milliseconds apart. */
  dripMs?: number;
  /** Resets the connection at this point. */
  drop?: 'before-headers' | 'mid-headers' | 'mid-body';
  /** Keeps the connection open and says nothing. */
  neverAnswer?: boolean;
  /** Writes these bytes to the socket in place of an HTTP response, and ends it. */
  raw?: string;
}

/** One answer for every request, or one computed from the request and the number of its call on that path (1, 2 …). */
export type SinkScript = SinkAnswer | ((request: ReceivedRequest, call: number) => SinkAnswer);

export interface WebhookSinkOptions {
  /** Default: any free one. */
  port?: number;
  /** The answer of every path that has no script of its own. */
  answer?: SinkScript;
  /** Appends each request to this file as one JSON line, before the answer leaves. */
  file?: string;
  /** The clock of the record, for tests in which all clocks jump. Default: Date.now. */
  now?: () => number;
  /** False keeps no request in memory, for runs of millions. `received` still counts. */
  keepRequests?: boolean;
}

/** A receiver for tests: records every request and answers as scripted. */
export class WebhookSink {
  /** In the order in which their bodies were complete. */
  readonly requests: ReceivedRequest[] = [];
  /** How many requests have arrived, kept or not. */
  received = 0;
  /** How many connections have been accepted. */
  connections = 0;
  readonly #scripts = new Map<string, SinkScript>();
  readonly #calls = new Map<string, number>();
  readonly #closing = new AbortController();
  readonly #file: number | null;
  readonly #now: () => number;

  private constructor(
    private readonly server: Server,
    private readonly options: WebhookSinkOptions,
  ) {
    this.#now = options.now ?? Date.now;
    this.#file = options.file === undefined ? null : openSync(options.file, 'a');
    // One listener for each answer that waits is no leak.
    setMaxListeners(0, this.#closing.signal);
    server.on('connection', () => (this.connections += 1));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      // A peer that went away in the middle is part of the game, and close() ends every wait.
      this.#receive(request, response).catch(() => response.destroy());
    });
  }

  /** Listens on 127.0.0.1. */
  static async start(options: WebhookSinkOptions = {}): Promise<WebhookSink> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    server.listen(options.port ?? 0, '127.0.0.1');
    await once(server, 'listening');
    return new WebhookSink(server, options);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Sets what a path answers from now on. */
  answer(path: string, script: SinkScript): void {
    this.#scripts.set(path, script);
  }

  requestsTo(path: string): ReceivedRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  /** Ends every connection, also those that were never answered. */
  async close(): Promise<void> {
    this.#closing.abort();
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
    if (this.#file !== null) closeSync(this.#file);
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received: ReceivedRequest = {
      at: this.#now(),
      ...describeRequest(request, Buffer.concat(chunks).toString('utf8')),
    };
    response.once('close', () => (received.closedAt = this.#now()));
    this.received += 1;
    if (this.options.keepRequests !== false) this.requests.push(received);
    if (this.#file !== null) writeSync(this.#file, `${JSON.stringify(received)}\n`);
    const call = (this.#calls.get(received.path) ?? 0) + 1;
    this.#calls.set(received.path, call);
    const script = this.#scripts.get(received.path) ?? this.options.answer ?? {};
    await this.#respond(typeof script === 'function' ? script(received, call) : script, response);
  }

  async #respond(answer: SinkAnswer, response: ServerResponse): Promise<void> {
    const socket = response.socket;
    if (socket === null || answer.neverAnswer === true) return;
    if (answer.delayMs !== undefined) await this.#wait(answer.delayMs);
    if (answer.raw !== undefined) return void socket.end(answer.raw);
    const body = Buffer.from(answer.body ?? '');
    if (answer.drop !== undefined) return dropConnection(socket, answer.drop, body);
    response.writeHead(answer.status ?? 200, answer.headers);
    if (answer.dripMs === undefined) return void response.end(body);
    response.flushHeaders();
    for (const byte of body) {
      if (response.destroyed) return;
      response.write(Buffer.of(byte));
      await this.#wait(answer.dripMs);
    }
    response.end();
  }

  #wait(delayMs: number): Promise<void> {
    return wait(delayMs, undefined, { signal: this.#closing.signal });
  }
}

function describeRequest(request: IncomingMessage, body: string): Omit<ReceivedRequest, 'at'> {
  const url = request.url ?? '/';
  const question = url.indexOf('?');
  const attempt = request.headers['webhook-attempt'];
  const webhookId = request.headers['webhook-id'];
  return {
    method: request.method ?? '',
    path: question < 0 ? url : url.slice(0, question),
    search: question < 0 ? '' : url.slice(question),
    headers: request.headers,
    body,
    attempt: attempt === undefined ? null : Number(attempt),
    webhookId: typeof webhookId === 'string' ? webhookId : null,
    closedAt: null,
  };
}

function dropConnection(socket: Socket, point: NonNullable<SinkAnswer['drop']>, body: Buffer): void {
  const written = {
    'before-headers': '',
    'mid-headers': 'HTTP/1.1 200 OK\r\ncontent-type: text/pl',
    'mid-body': `HTTP/1.1 200 OK\r\ncontent-length: ${body.length + 10}\r\n\r\n${body.toString('latin1')}`,
  }[point];
  if (written === '') return void socket.resetAndDestroy();
  // The peer discards unread bytes on a reset, so the reset comes a moment after the bytes.
  socket.write(written, 'latin1', () => setTimeout(() => socket.resetAndDestroy(), 20));
}
