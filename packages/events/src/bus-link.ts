/** One connection to Redis or PostgreSQL. It may be broken at any moment, also without a word. */
export interface BusConnection {
  send(payload: string): Promise<void>;
  /** From now on payloads arrive. */
  listen(): Promise<void>;
  ping(): Promise<void>;
  /** At once, without asking the server. */
  destroy(): void;
}

export interface ConnectionListeners {
  onPayload: (payload: string) => void;
  /** Called at least once when the connection is lost. */
  onLost: (error: Error) => void;
}

export interface BusTransport {
  payloadBytesMax: number;
  /** Rejects when it cannot be had; nothing is left open then. */
  connect(listeners: ConnectionListeners): Promise<BusConnection>;
}

interface LinkListeners {
  /** Null: payloads may have been lost. */
  receive: (payload: string | null) => void;
  onError: (error: Error) => void;
}

const pingIntervalMs = 5_000;
/** A connection that does not answer for so long is dead. */
const answerTimeoutMs = 3_000;
const retryDelayMaxMs = 1_000;

/** A connection that is made again whenever it is lost. */
export class BusLink {
  #connection: BusConnection | null = null;
  #wantsToListen = false;
  #hasListened = false;
  #isClosed = false;
  #retryDelayMs = 25;
  #retryTimer: NodeJS.Timeout | undefined;
  readonly #pingTimer = setInterval(() => void this.#ping(), pingIntervalMs);

  constructor(
    private readonly transport: BusTransport,
    private readonly listeners: LinkListeners,
  ) {
    this.#pingTimer.unref();
    void this.#connect();
  }

  get payloadBytesMax(): number {
    return this.transport.payloadBytesMax;
  }

  get isReady(): boolean {
    return this.#connection !== null;
  }

  async send(payload: string): Promise<void> {
    await this.#ask((connection) => connection.send(payload));
  }

  listen(): void {
    if (this.#wantsToListen) return;
    this.#wantsToListen = true;
    if (this.#connection === null) return;
    this.#hasListened = true;
    this.#ask((connection) => connection.listen()).catch(() => undefined);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#pingTimer);
    clearTimeout(this.#retryTimer);
    this.#connection?.destroy();
    this.#connection = null;
  }

  async #connect(): Promise<void> {
    let connection: BusConnection | undefined;
    const onLost = (error: Error): void => this.#lose(connection, error);
    try {
      connection = await this.transport.connect({
        onPayload: (payload) => this.listeners.receive(payload),
        onLost,
      });
      if (this.#wantsToListen) await withinTime(connection.listen());
    } catch (error) {
      connection?.destroy();
      this.#retry(error as Error);
      return;
    }
    if (this.#isClosed) return connection.destroy();
    this.#connection = connection;
    this.#retryDelayMs = 25;
    if (this.#wantsToListen && this.#hasListened) this.listeners.receive(null);
    this.#hasListened ||= this.#wantsToListen;
  }

  #lose(connection: BusConnection | undefined, error: Error): void {
    if (connection === undefined || connection !== this.#connection) return;
    this.#connection = null;
    connection.destroy();
    this.#retry(error);
  }

  #retry(error: Error): void {
    if (this.#isClosed) return;
    this.listeners.onError(error);
    this.#retryTimer = setTimeout(() => void this.#connect(), this.#retryDelayMs);
    this.#retryTimer.unref();
    this.#retryDelayMs = Math.min(this.#retryDelayMs * 2, retryDelayMaxMs);
  }

  async #ping(): Promise<void> {
    if (this.#connection !== null) await this.#ask((connection) => connection.ping()).catch(() => undefined);
  }

  /** A connection that refuses or is silent is given up: whatever it is, a new one tells. */
  async #ask(work: (connection: BusConnection) => Promise<void>): Promise<void> {
    const connection = this.#connection;
    if (connection === null) throw new Error('The event bus is not connected.');
    try {
      await withinTime(work(connection));
    } catch (error) {
      this.#lose(connection, error as Error);
      throw error;
    }
  }
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => undefined);
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The event bus got no answer within ${answerTimeoutMs} ms.`)),
      answerTimeoutMs,
    );
  });
  try {
    await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
