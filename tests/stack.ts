import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from '@carillon/db';
import { migrateQueue } from '@carillon/queue';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess, until, WebhookSink } from '@carillon/testkit';

const cli = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const api = fileURLToPath(new URL('../apps/api/dist/main.js', import.meta.url));

export type Kind = 'publisher' | 'listener' | 'api';

/** Short times, so that an outage is noticed, waited out and over within a test. */
export const testTimes = {
  CARILLON_LEASE_MS: '5000',
  CARILLON_HEARTBEAT_MS: '300',
  CARILLON_WORKER_TIMEOUT_MS: '4000',
  CARILLON_RESCUE_INTERVAL_MS: '500',
  CARILLON_DRAIN_TIMEOUT_MS: '5000',
};

/** Given, so that no test leaves a key file behind. */
export const testEncryptionKey = `test:${Buffer.alloc(32, 7).toString('base64')}`;

/** A migrated database, seen directly, whatever stands between it and the processes. */
export interface StackDatabase {
  url: string;
  pool: Pool;
  drop(): Promise<void>;
}

export interface StackOptions {
  database: StackDatabase;
  /** null keeps the queue in PostgreSQL. */
  redisUrl: string | null;
  /** Over the short times; for every process. */
  settings?: Record<string, string>;
  /** The receiver's clock, when all clocks are to jump. */
  now?: () => number;
}

/** A process of the stack, dead or alive. */
export interface StackProcess {
  readonly kind: Kind;
  /** As in `listener 2`. */
  readonly name: string;
  readonly running: CarillonProcess;
  readonly healthUrl: string;
  readonly logFile: string;
  /** What its end may be: a signal (null) or these exit codes; undefined while it should live. */
  mayEndWith: (number | null)[] | undefined;
  /** Set when it has ended. */
  exit: { code: number | null } | null;
}

/** Whole processes on a database of their own, and the webhook that they call. */
export class Stack {
  readonly processes: StackProcess[] = [];
  /** Where the processes' output goes; named in failures. */
  readonly logFolder = mkdtempSync(join(tmpdir(), 'carillon-stack-'));
  #apiUrl: string | null = null;

  private constructor(
    readonly database: StackDatabase,
    readonly sink: WebhookSink,
    private readonly options: StackOptions,
  ) {}

  static async start(options: StackOptions): Promise<Stack> {
    await migrateQueue(options.database.url);
    return new Stack(options.database, await WebhookSink.start({ now: options.now ?? Date.now }), options);
  }

  /** Starts a process and waits until it is ready. */
  async spawn(kind: Kind, env: Record<string, string> = {}): Promise<StackProcess> {
    const port = await freePort();
    const logFile = join(this.logFolder, `${kind}-${port}.log`);
    const running = await startCarillonProcess(this.commandOf(kind), {
      env: { ...this.environmentOf(kind, port), ...env },
      logFile,
    });
    const name = `${kind} ${this.processes.filter((other) => other.kind === kind).length + 1}`;
    const healthUrl = `http://127.0.0.1:${port}`;
    const mayEndWith = env.FAILPOINT?.includes(':exit') ? [null] : undefined;
    const started: StackProcess = { kind, name, running, healthUrl, logFile, mayEndWith, exit: null };
    void running.exited.then((code) => (started.exit = { code }));
    this.processes.push(started);
    if (kind === 'api') this.#apiUrl = healthUrl;
    return started;
  }

  /** The command line of a process, for tests that start one by themselves. */
  commandOf(kind: Kind): string[] {
    return kind === 'api' ? [api] : [cli, kind];
  }

  environmentOf(kind: Kind, port: number): Record<string, string> {
    return {
      DATABASE_URL: this.database.url,
      REDIS_URL: this.options.redisUrl ?? '',
      CARILLON_OPEN_ON_LOOPBACK: '1',
      // Receivers of tests live on this machine.
      CARILLON_OUTBOUND_ALLOW: '127.0.0.1',
      CARILLON_ENCRYPTION_KEYS: testEncryptionKey,
      ...testTimes,
      ...this.options.settings,
      [`CARILLON_${kind.toUpperCase()}_PORT`]: String(port),
    };
  }

  /** The living processes of a kind, or of all kinds. */
  alive(kind?: Kind): StackProcess[] {
    return this.processes.filter((one) => one.exit === null && (kind === undefined || one.kind === kind));
  }

  /** Ends one process, or all of a kind, with a signal and waits until they are gone. SIGTERM has to end in 0. */
  async end(target: Kind | StackProcess, signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<void> {
    const ending = typeof target === 'string' ? this.alive(target) : [target];
    for (const one of ending) one.mayEndWith ??= signal === 'SIGKILL' ? [null] : [0];
    await Promise.all(ending.map((one) => one.running.end(signal)));
  }

  /** Whether any process of the kind, dead ones included, has logged a text. */
  hasLogged(kind: Kind, text: string): boolean {
    return this.processes.some(
      (one) => one.kind === kind && readFileSync(one.logFile, 'utf8').includes(text),
    );
  }

  /** Sends a request to the API and expects it to be accepted. */
  async request<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Asks over GraphQL and expects an answer without errors. */
  async query<T>(query: string): Promise<T> {
    const response = await this.#fetch('POST', '/graphql', { query });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    if (errors !== undefined) throw new Error(`GraphQL answered ${JSON.stringify(errors)}`);
    return data;
  }

  /** Sends a request to the API, whatever comes of it. */
  send(method: string, path: string, body?: unknown): Promise<Response> {
    return this.#fetch(method, `/api${path}`, body);
  }

  #fetch(method: string, path: string, body: unknown): Promise<Response> {
    if (this.#apiUrl === null) throw new Error('This stack has no API.');
    return fetch(`${this.#apiUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async countRuns(status: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ runs: number }>(
      'select count(*)::int as runs from task_runs where run_status = $1',
      [status],
    );
    return rows[0]!.runs;
  }

  /** Waits until nothing is due, open or on its way. */
  async settle(timeoutMs = 30_000): Promise<void> {
    await until(
      async () => {
        const { rows } = await this.database.pool.query<{ open: number }>(
          `select (select count(*) from task_runs where finished_at is null)::int
                + (select count(*) from task_logs where finished_at is null)::int
                + (select count(*) from tasks where next_run_at <= now())::int as open`,
        );
        return rows[0]!.open === 0;
      },
      { what: `every run ended (logs in ${this.logFolder})`, timeoutMs, intervalMs: 100 },
    );
  }

  /** Stops the processes in order, and drops the database. */
  async stop(): Promise<void> {
    for (const kind of ['publisher', 'listener', 'api'] as const) await this.end(kind, 'SIGTERM');
    await this.close();
    await this.database.drop();
  }

  /** Ends what still runs, in whatever state it is. */
  async close(): Promise<void> {
    await Promise.all(this.alive().map((one) => this.end(one, 'SIGKILL')));
    await this.sink.close();
  }
}
