/**
 * Everything on one machine, in one order: database, migrations, processes.
 *
 * The promise: whatever was started here is stopped here, in the opposite order, whether the start failed, a signal
 * came in the middle of it, or all ran for months. If this process is killed, its children end by themselves when
 * their channel closes, and the next start stops the database server that is left.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { UpConfig } from '@carillon/config';
import { isLoopback, localUrl } from '@carillon/config';
import type { Pool } from '@carillon/db';
import { connectDatabase, migrateDatabase, offerSetup } from '@carillon/db';
import { migrateQueue } from '@carillon/queue';
import { ensureLocalKey } from '../ensure-local-key.js';
import type { ChildrenOptions } from './children.js';
import { childSpecs } from './children.js';
import { EmbeddedDatabase } from './embedded-database.js';
import { checkPreconditions, postgresFolder } from './preconditions.js';
import { Progress } from './progress.js';
import { createSampleTask } from './sample-task.js';
import type { StopRequest } from './stop-request.js';
import { Supervisor } from './supervisor.js';
import { welcome } from './welcome.js';

export interface UpOptions extends Pick<ChildrenOptions, 'scripts' | 'colours' | 'dev'> {
  config: UpConfig;
  stop: StopRequest;
  write: (text: string) => void;
  bold: (text: string) => string;
}

/** What has been started so far. */
interface Running {
  database: EmbeddedDatabase | null;
  supervisor: Supervisor | null;
}

/**
 * Runs until a signal says stop.
 *
 * @returns the exit code: 0 after a clean stop, 130 or 143 when a second signal cut it short
 * @throws AppError when the start fails; all that was started is stopped first
 */
export async function runUp(options: UpOptions): Promise<number> {
  const { stop } = options;
  const progress = new Progress(options.write);
  const running: Running = { database: null, supervisor: null };
  const insisted = stop.insisted.then((signal) => (signal === 'SIGINT' ? 130 : 143));
  const lived = live(options, { progress, running }).finally(() => stopAll(running, progress));
  try {
    const code = await Promise.race([lived.then(() => 0), insisted]);
    if (code !== 0) {
      lived.catch(() => undefined);
      await killAll(running);
    }
    return code;
  } finally {
    stop.release();
  }
}

interface Context {
  progress: Progress;
  running: Running;
}

async function live(options: UpOptions, context: Context): Promise<void> {
  const { stop } = options;
  try {
    await start(options, context);
  } catch (error) {
    // The terminal's Ctrl-C also reaches the short-lived programs that a start runs; their failure is its echo.
    if (!stop.isRequested) throw error;
  }
  await stop.requested;
  context.progress.line('Stopping …');
}

async function start(options: UpOptions, context: Context): Promise<void> {
  const { config, stop, bold } = options;
  const { progress, running } = context;
  const startedAt = performance.now();
  await checkPreconditions(config, (line) => progress.line(line));
  await mkdir(join(config.dataDir, 'logs'), { recursive: true });
  const databaseUrl = config.databaseUrl ?? (await startDatabase(config, context));
  if (stop.isRequested) return;
  await progress.step('Preparing the database', () => migrate(databaseUrl));
  await withPool(databaseUrl, (pool) => ensureLocalKey(pool, config.dataDir));
  if (stop.isRequested) return;
  const specs = childSpecs({ ...options, databaseUrl });
  running.supervisor = new Supervisor({ children: specs, onLine: (line) => progress.line(line) });
  const started = running.supervisor.start();
  await progress.step(`Starting ${specs.map(({ name }) => name).join(', ')}`, () =>
    Promise.race([started, stop.requested]),
  );
  if (stop.isRequested) return;
  const sampleWasCreated = await offerSample(config, context);
  const setupToken = await withPool(databaseUrl, offerSetup);
  const seconds = (performance.now() - startedAt) / 1_000;
  progress.line(welcome({ config, sampleWasCreated, setupToken, seconds, bold }));
}

async function startDatabase(config: UpConfig, { progress, running }: Context): Promise<string> {
  const title = `Starting PostgreSQL 18 (embedded, port ${config.postgresPort})`;
  const options = {
    dataDir: postgresFolder(config.dataDir),
    port: config.postgresPort,
    logFile: join(config.dataDir, 'logs', 'postgres.log'),
  };
  running.database = await progress.step(title, () =>
    EmbeddedDatabase.start(options, (line) => progress.line(line)),
  );
  return running.database.url;
}

async function migrate(databaseUrl: string): Promise<void> {
  await migrateDatabase(databaseUrl);
  await migrateQueue(databaseUrl);
}

async function withPool<T>(databaseUrl: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = connectDatabase(databaseUrl, { applicationName: 'carillon up', size: 1 });
  return work(pool).finally(() => pool.end());
}

/** The sample is a courtesy: without it the start goes on. An API that asks for a sign-in would refuse it. */
async function offerSample(config: UpConfig, { progress, running }: Context): Promise<boolean> {
  if (!isLoopback(config.apiHost)) return false;
  try {
    return await createSampleTask({
      apiUrl: localUrl(config.apiHost, config.apiPort),
      webhookUrl: `${localUrl(config.dummyHost, config.dummyPort)}/webhook`,
      dataDir: config.dataDir,
      databaseIsNew: running.database?.wasCreated ?? false,
    });
  } catch (error) {
    progress.line(`The sample task was not created: ${(error as Error).message}`);
    return false;
  }
}

/** The database last: the others write to it until they end. */
async function stopAll({ supervisor, database }: Running, progress: Progress): Promise<void> {
  await supervisor?.stop();
  await database?.stop();
  if (supervisor !== null || database !== null) progress.line('Stopped.');
}

async function killAll({ supervisor, database }: Running): Promise<void> {
  await Promise.all([supervisor?.kill(), database?.kill()]);
}
