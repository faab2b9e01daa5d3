/** The servers that tests use: a PostgreSQL of their own, and a Redis where one is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Starts what the environment does not name already.
 *
 * @returns {Promise<{ env: Record<string, string>, notes: string[], stop: () => Promise<void> }>} the variables that
 *   tests read, what is missing and why, and the way to stop it all
 */
export async function startTestServices() {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-test-'));
  const env = {};
  const notes = [];
  const stops = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    while (stops.length > 0) await stops.pop()();
  };
  try {
    // PostgreSQL may run as another user, who must be able to enter.
    await chmod(folder, 0o755);
    if (!process.env.CARILLON_TEST_DATABASE_URL) {
      const postgres = await startPostgres(folder);
      stops.push(() => postgres.stop());
      env.CARILLON_TEST_DATABASE_URL = postgres.adminUrl;
    }
    if (!process.env.CARILLON_TEST_REDIS_URL) {
      const redis = await startRedis(folder);
      if (redis === null) {
        notes.push(
          'redis-server not found: tests of the Redis backend are skipped; install it with `apt-get install redis-server`.',
        );
      } else {
        stops.push(redis.stop);
        env.CARILLON_TEST_REDIS_URL = redis.url;
      }
    }
    return { env, notes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Without waiting for the disk: a test's data need not outlive a power cut. */
async function startPostgres(folder) {
  const { startEmbeddedPostgres } = await import('../packages/embedded-postgres/dist/index.js');
  return startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    settings: {
      fsync: 'off',
      synchronous_commit: 'on',
      full_page_writes: 'off',
      max_connections: '400',
    },
  });
}

async function startRedis(folder) {
  if (spawnSync('redis-server', ['--version']).status !== 0) return null;
  const port = await freePort();
  const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  // A group of its own: Ctrl-C is to end the tests first.
  const child = spawn('redis-server', args, { stdio: 'ignore', detached: true });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  const deadline = Date.now() + 10_000;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`redis-server does not answer on port ${port}.`);
    }
    await delay(20);
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function answers(port) {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
