import { EventEmitter, once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * `pass` forwards; `refuse` stops listening (open connections go on); `cut` resets every connection, open or new;
 * `black-hole` holds all bytes, like a network that lost its packets: they arrive once the mode changes;
 * `delay` holds each chunk for `delayMs`.
 */
export type FaultMode = 'pass' | 'refuse' | 'cut' | 'black-hole' | 'delay';

/**
 * Looks at a chunk and decides: `pass`; `cut` resets its connection and drops the chunk; `hold` swallows the chunk and
 * every later one of that connection and direction, as a line that went dead.
 *
 * @param direction up: towards the server
 * @param connection the number of the connection, 1 for the first
 */
export type Intercept = (
  chunk: Buffer,
  direction: 'up' | 'down',
  connection: number,
) => 'pass' | 'cut' | 'hold';

export interface FaultProxyOptions {
  targetPort: number;
  /** Default 127.0.0.1. */
  targetHost?: string;
  /** Default: any free one. */
  port?: number;
}

/** A TCP proxy on 127.0.0.1 that breaks on command. */
export class FaultProxy {
  #mode: FaultMode = 'pass';
  #delayMs = 0;
  // One waiting chunk per connection and direction, so no limit to listeners.
  readonly #modes = new EventEmitter().setMaxListeners(0);
  readonly #sockets = new Set<Socket>();
  #accepted = 0;
  /** Asked about every chunk in the modes that forward; null: all pass. */
  intercept: Intercept | null = null;

  private constructor(
    readonly port: number,
    private readonly options: FaultProxyOptions,
    private server: Server | null,
  ) {
    server?.on('connection', (client) => this.#accept(client));
  }

  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const server = await listen(options.port ?? 0);
    return new FaultProxy((server.address() as AddressInfo).port, options, server);
  }

  get mode(): FaultMode {
    return this.#mode;
  }

  /** Open connections, both halves of a pair counted once. */
  get connections(): number {
    return Math.ceil(this.#sockets.size / 2);
  }

  /** Connections made so far; the number of the latest one. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Takes effect at once, for open connections too. `delayMs` belongs to the mode `delay`. */
  async setMode(mode: FaultMode, delayMs = 0): Promise<void> {
    this.#mode = mode;
    this.#delayMs = mode === 'delay' ? delayMs : 0;
    this.#modes.emit('changed');
    if (mode === 'cut') this.#resetAll();
    if (mode === 'refuse') {
      this.server?.close();
      this.server = null;
    } else if (this.server === null) {
      this.server = await listen(this.port);
      this.server.on('connection', (client) => this.#accept(client));
    }
  }

  async close(): Promise<void> {
    const closed = this.server?.listening ? once(this.server, 'close') : null;
    this.server?.close();
    this.#mode = 'cut';
    this.#modes.emit('changed');
    this.#resetAll();
    await closed;
  }

  #resetAll(): void {
    for (const socket of this.#sockets) reset(socket);
  }

  #accept(client: Socket): void {
    client.on('error', () => undefined);
    if (this.#mode === 'cut') return void reset(client);
    const target = connect({
      port: this.options.targetPort,
      host: this.options.targetHost ?? '127.0.0.1',
      allowHalfOpen: true,
    });
    this.#accepted += 1;
    const connection = this.#accepted;
    this.#join(client, target, { direction: 'up', connection });
    this.#join(target, client, { direction: 'down', connection });
  }

  #join(from: Socket, to: Socket, line: { direction: 'up' | 'down'; connection: number }): void {
    let sent: Promise<void> = Promise.resolve();
    let failed = false;
    let isHeld = false;
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk: Buffer) => {
      from.pause();
      sent = sent.then(async () => {
        await this.#hold();
        const verdict = this.intercept?.(chunk, line.direction, line.connection) ?? 'pass';
        isHeld ||= verdict === 'hold';
        if (isHeld) return;
        if (verdict === 'cut') {
          failed = true;
          reset(from);
          reset(to);
          return;
        }
        if (!to.destroyed && !to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
        from.resume();
      });
      sent.catch(() => to.destroy());
    });
    from.on('end', () => void sent.then(() => to.end()).catch(() => to.destroy()));
    from.on('error', () => (failed = true));
    from.on('close', () => {
      this.#sockets.delete(from);
      if (failed || this.#mode === 'cut') reset(to);
      else if (!from.readableEnded) to.destroy();
    });
  }

  /** Resolves when the mode lets a chunk through. */
  async #hold(): Promise<void> {
    if (this.#delayMs > 0) await wait(this.#delayMs);
    while (this.#mode === 'black-hole') await once(this.#modes, 'changed');
  }
}

/** A reset of a socket that has been shut down already leaves Node waiting for ever when the process ends. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

async function listen(port: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
