import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase } from '@carillon/db/testing';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess, until, WebhookSink } from '@carillon/testkit';

const cli = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const api = fileURLToPath(new URL('../apps/api/dist/main.js', import.meta.url));

export type Kind = 'publisher' | 'listener' | 'api';

/** Short times, so that an outage is noticed, waited out and over within a test. */
const testTimes = {
  CARILLON_LEASE_MS: '5000',
  CARILLON_HEARTBEAT_MS: '300',
  CARILLON_WORKER_TIMEOUT_MS: '4000',
  CARILLON_RESCUE_INTERVAL_MS: '500',
  CARILLON_DRAIN_TIMEOUT_MS: '5000',
};

/** Whole processes on a database of their own, and the webhook that they call. */
export class Stack {
  readonly #processes = new Map<CarillonProcess, Kind>();
  /** Where the processes' output goes; named in failures. */
  readonly logFolder = mkdtempSync(join(tmpdir(), 'carillon-stack-'));
  #apiUrl = '';

  private constructor(
    readonly database: TestDatabase,
    readonly sink: WebhookSink,
    private readonly redisUrl: string | null,
  ) {}

  /** @param redisUrl null keeps the queue in PostgreSQL */
  static async start(redisUrl: string | null): Promise<Stack> {
    const database = await createTestDatabase();
    const stack = new Stack(database, await WebhookSink.start(), redisUrl);
    const up = spawn(process.execPath, [cli, 'db', 'up'], {
      env: { PATH: process.env.PATH ?? '', ...stack.#environment() },
    });
    const [code] = (await once(up, 'exit')) as [number];
    if (code !== 0) throw new Error(`carillon db up ended with ${code}`);
    await stack.spawn('api');
    return stack;
  }

  /** Starts a process and waits until it is ready. */
  async spawn(kind: Kind): Promise<void> {
    const port = await freePort();
    const started = await startCarillonProcess(kind === 'api' ? [api] : [cli, kind], {
      env: { ...this.#environment(), [`CARILLON_${kind.toUpperCase()}_PORT`]: String(port) },
      logFile: join(this.logFolder, `${kind}-${port}.log`),
    });
    this.#processes.set(started, kind);
    if (kind === 'api') this.#apiUrl = `http://127.0.0.1:${port}`;
  }

  /** Ends every process of a kind with a signal and waits until it is gone. */
  async end(kind: Kind, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ending = [...this.#processes].flatMap(([running, of]) => (of === kind ? [running] : []));
    await Promise.all(ending.map((running) => running.end(signal)));
    for (const running of ending) this.#processes.delete(running);
  }

  /** Sends a request to the API and expects it to be accepted. */
  async request<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#apiUrl}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
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

  async stop(): Promise<void> {
    for (const kind of ['publisher', 'listener', 'api'] as const) await this.end(kind, 'SIGTERM');
    await this.sink.close();
    await this.database.drop();
  }

  #environment(): Record<string, string> {
    return {
      DATABASE_URL: this.database.url,
      REDIS_URL: this.redisUrl ?? '',
      CARILLON_OPEN_ON_LOOPBACK: '1',
      ...testTimes,
    };
  }
}
