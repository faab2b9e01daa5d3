import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase, migrateDatabase } from '@carillon/db';
import type { EmbeddedPostgres } from '@carillon/embedded-postgres';
import { startEmbeddedPostgres } from '@carillon/embedded-postgres';
import { freePort, until } from '@carillon/testkit';
import pg from 'pg';
import type { StackDatabase } from '../stack.js';
import type { MovableClock } from './movable-clock.js';

/** A PostgreSQL server that a row may stop, kill, copy and start again. It commits to the disk as in production. */
export class OwnPostgres {
  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly settings: Record<string, string>,
    private server: EmbeddedPostgres,
  ) {}

  /** @param clock what the server takes for the time; null for the real one */
  static async start(settings: Record<string, string>, clock: MovableClock | null): Promise<OwnPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'carillon-faults-'));
    // PostgreSQL may run as another user, who must be able to enter.
    await chmod(folder, 0o755);
    const port = await freePort();
    const own = new OwnPostgres(folder, port, settings, await launch(folder, port, settings));
    await migrateDatabase(own.server.url);
    if (clock !== null) await own.#startAgainBy(clock);
    return own;
  }

  /** Of the superuser, who may kill connections and passes the limits of ordinary ones. */
  get adminUrl(): string {
    const url = new URL(this.server.adminUrl);
    url.pathname = new URL(this.server.url).pathname;
    return url.toString();
  }

  database(): StackDatabase {
    const pool = connectDatabase(this.adminUrl, {
      applicationName: 'carillon test',
      onError: () => undefined,
    });
    return {
      url: this.server.url,
      pool,
      drop: async () => {
        await pool.end();
        await this.server.stop();
        await rm(this.folder, { recursive: true, force: true });
      },
    };
  }

  /** The same command as before, with the library that moves its clock. */
  async #startAgainBy(clock: MovableClock): Promise<void> {
    const { pid } = this.server;
    const [file = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
    const { uid, gid } = await stat(join(this.folder, 'data'));
    const { url, adminUrl } = this.server;
    await this.server.stop();
    const child = spawn(file, args, { uid, gid, cwd: '/', env: clock.serverEnvironment, stdio: 'ignore' });
    const exited = once(child, 'exit').then(() => ({ code: child.exitCode, signal: child.signalCode }));
    const stop = async () => {
      child.kill('SIGINT');
      await exited;
    };
    this.server = { ...this.server, url, adminUrl, pid: child.pid!, exited, stop };
    await until(
      async () => {
        const client = new pg.Client({ connectionString: adminUrl });
        await client.connect();
        await client.end();
      },
      { what: 'PostgreSQL with a clock of its own answers', timeoutMs: 20_000, intervalMs: 100 },
    );
  }

  /** Ends the server without a checkpoint, as `pg_ctl stop -m immediate` does. */
  async stopAtOnce(): Promise<void> {
    process.kill(this.server.pid, 'SIGQUIT');
    await this.server.exited;
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  async start(): Promise<void> {
    // Takes the lock of the stopped server's folder back.
    await this.server.stop();
    this.server = await launch(this.folder, this.port, this.settings);
  }

  /** Copies the files of the stopped server away. */
  async backUp(): Promise<void> {
    await cp(join(this.folder, 'data'), join(this.folder, 'backup'), { recursive: true });
    await sameOwner(join(this.folder, 'data'), join(this.folder, 'backup'));
  }

  /** Puts the copy in the place of the stopped server's files. */
  async restore(): Promise<void> {
    await rm(join(this.folder, 'data'), { recursive: true });
    await cp(join(this.folder, 'backup'), join(this.folder, 'data'), { recursive: true });
    await sameOwner(join(this.folder, 'backup'), join(this.folder, 'data'));
  }
}

function launch(folder: string, port: number, settings: Record<string, string>): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: join(folder, 'data'), port, settings });
}

/** The server refuses files that are not its own; a copy belongs to whoever made it. */
async function sameOwner(from: string, to: string): Promise<void> {
  for (const [program, args] of [
    ['chown', ['-R', `--reference=${from}`, to]],
    ['chmod', ['700', to]],
  ] as const) {
    const [code] = (await once(spawn(program, args), 'exit')) as [number];
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
  }
}
