/** The servers that tests use: a PostgreSQL of their own, and a Redis where one is installed. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../packages/embedded-postgres/dist/index.js';
import { freePort, redisServerAvailable, startRedis } from '../packages/testkit/dist/index.js';

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
      if (redisServerAvailable()) {
        const redis = await startRedis();
        stops.push(redis.stop);
        env.CARILLON_TEST_REDIS_URL = redis.url;
      } else {
        notes.push(
          'redis-server not found: tests of the Redis backend are skipped; install it with `apt-get install redis-server`.',
        );
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
