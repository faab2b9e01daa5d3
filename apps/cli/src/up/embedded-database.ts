/**
 * The embedded PostgreSQL of `carillon up`.
 *
 * The promise: until it is told to stop, a server that dies is started again on the same data and the same URL; the
 * other processes reconnect by themselves. Nothing that was committed is lost, as the server recovers from its log.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from '@carillon/embedded-postgres';
import { startEmbeddedPostgres } from '@carillon/embedded-postgres';

const delaysMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

export class EmbeddedDatabase {
  private stopping = new AbortController();

  private constructor(
    private readonly options: EmbeddedPostgresOptions,
    private readonly onNotice: (line: string) => void,
    private server: EmbeddedPostgres,
    /** Whether the start made the database. */
    readonly wasCreated: boolean,
  ) {}

  /** @throws AppError `server.start_failed` */
  static async start(
    options: EmbeddedPostgresOptions,
    onNotice: (line: string) => void,
  ): Promise<EmbeddedDatabase> {
    const server = await startEmbeddedPostgres({ ...options, onLog: onNotice });
    const database = new EmbeddedDatabase(options, onNotice, server, server.wasCreated);
    void database.watch();
    return database;
  }

  get url(): string {
    return this.server.url;
  }

  get pid(): number {
    return this.server.pid;
  }

  private async watch(): Promise<void> {
    for (;;) {
      const { code, signal } = await this.server.exited;
      if (this.stopping.signal.aborted) return;
      this.onNotice(`PostgreSQL has ended (${signal ?? `code ${code}`}) and is started again.`);
      await this.server.stop();
      if (!(await this.startAgain())) return;
      this.onNotice('PostgreSQL is back.');
    }
  }

  /** @returns false when it was told to stop meanwhile */
  private async startAgain(): Promise<boolean> {
    for (let attempt = 0; !this.stopping.signal.aborted; attempt += 1) {
      try {
        this.server = await startEmbeddedPostgres({ ...this.options, onLog: this.onNotice });
        if (!this.stopping.signal.aborted) return true;
        await this.server.stop();
      } catch (error) {
        const waitMs = delaysMs[Math.min(attempt, delaysMs.length - 1)] ?? 0;
        this.onNotice(`${(error as Error).message} Next try in ${waitMs / 1_000} s.`);
        await delay(waitMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
    return false;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.server.stop();
  }

  /** Without waiting for clients; the next start recovers. */
  async kill(): Promise<void> {
    this.stopping.abort();
    this.server.kill();
    await this.server.stop();
  }
}
