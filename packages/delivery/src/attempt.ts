/**
 * Promise: an attempt settles exactly once, at its deadline at the latest, whatever the network does. If the
 * process dies at any line, the receiver may have had the request and nobody knows: the caller has written the
 * attempt down before and will close it as abandoned.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { DeliveryErrorCode } from '@carillon/domain';
import { responseBytesMax } from '@carillon/domain';
import type { Dispatcher } from 'undici';
import type { Connection, Connector } from './connect.js';
import type { Exchange, Failure } from './exchange.js';
import { describeFailure } from './failure.js';
import type { AttemptTimes } from './phases.js';
import { toPhases } from './phases.js';

export interface AttemptOptions {
  hostAndPort: string;
  timeoutMs: number;
  /** See `Transport.send`. */
  signal: AbortSignal | undefined;
}

/**
 * One request on its way, as undici's dispatch handler. Not undici's `request()`: that one hears an abort only
 * once its connection is open, so a deadline could not end a TLS handshake that hangs.
 */
export class Attempt implements Dispatcher.DispatchHandler {
  readonly #times: AttemptTimes = { startedAt: performance.now(), sentAt: null, respondedAt: null };
  readonly #chunks: Buffer[] = [];
  #bodyBytes = 0;
  #connection: Connection | null = null;
  #controller: Dispatcher.DispatchController | null = null;
  #status: number | null = null;
  #headers: IncomingHttpHeaders | null = null;
  #timer: NodeJS.Timeout | undefined;
  #resolve: ((exchange: Exchange) => void) | null = null;

  constructor(
    private readonly options: AttemptOptions,
    private readonly connector: Connector,
  ) {}

  /** Never rejects. */
  send(agent: Dispatcher, request: Dispatcher.DispatchOptions): Promise<Exchange> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      const { signal, timeoutMs } = this.options;
      if (signal?.aborted) return this.#onAbort();
      signal?.addEventListener('abort', this.#onAbort);
      this.#timer = setTimeout(this.#onDeadline, timeoutMs);
      this.connector.begun = null;
      agent.dispatch(request, this);
      this.#connection ??= this.connector.begun;
    });
  }

  /** Called right before the request is written. Aborted here, not one byte of it leaves. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#resolve === null) {
      controller.abort(new Error('the attempt is over'));
      return;
    }
    this.#controller = controller;
    this.#connection = this.connector.opened;
    this.#times.sentAt = performance.now();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // 1xx announce a response, they are none.
    if (status < 200) return;
    this.#times.respondedAt = performance.now();
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bodyBytes += chunk.length;
    if (this.#bodyBytes <= responseBytesMax) return;
    this.#settle(null);
    // A connection costs less than the rest of a body without end.
    controller.abort(new Error('the body is longer than what is kept'));
  }

  onResponseEnd(): void {
    this.#settle(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const failed = this.connector.failedConnection(error);
    if (failed !== undefined) this.#connection = failed;
    this.#settle(describeFailure(error, this.options.hostAndPort, failed));
  }

  readonly #onDeadline = (): void => {
    const { hostAndPort, timeoutMs } = this.options;
    const stage =
      this.#status !== null
        ? `while the response of ${hostAndPort} was arriving`
        : this.#times.sentAt !== null
          ? `waiting for the response of ${hostAndPort}`
          : `before the connection to ${hostAndPort} was open; nothing was sent`;
    this.#stop('timeout', `Timed out after ${timeoutMs} ms ${stage}`);
  };

  readonly #onAbort = (): void => {
    const leaseLost = this.options.signal?.reason === 'lease_lost';
    const why = leaseLost ? 'its lease was lost' : 'the process is shutting down';
    const sent = this.#times.sentAt === null ? 'nothing was sent' : 'the request had been sent';
    this.#stop(leaseLost ? 'lease_lost' : 'shutdown', `The attempt was stopped because ${why}; ${sent}`);
  };

  #stop(errorCode: DeliveryErrorCode, message: string): void {
    this.#settle({ errorCode, message });
    const over = new Error(message);
    if (this.#controller !== null) this.#controller.abort(over);
    // An error, as undici waits for one: without it, the connection would count as being made for ever.
    else this.#connection?.socket.destroy(over);
  }

  #settle(failure: Failure | null): void {
    const resolve = this.#resolve;
    if (resolve === null) return;
    this.#resolve = null;
    clearTimeout(this.#timer);
    this.options.signal?.removeEventListener('abort', this.#onAbort);
    const body = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    resolve({
      status: this.#status,
      headers: this.#headers === null ? null : toHeaderRecord(this.#headers),
      body: body.subarray(0, responseBytesMax),
      bodyComplete: failure === null && body.length <= responseBytesMax,
      failure,
      phases: toPhases(this.#times, this.#connection),
    });
  }
}

/** Without cookies: they open a session for whoever reads the log. */
function toHeaderRecord(headers: IncomingHttpHeaders): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'set-cookie') continue;
    record[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return record;
}
