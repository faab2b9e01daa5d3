import { HintQueue, openQueueBackend } from '@carillon/queue';
import type { World } from './world.js';

/** Puts jobs of any content past the producer into the queue, each as a job of its own, urgent ones first of all. */
export async function addRawJobs(world: World, jobs: { id: string; data: unknown }[]): Promise<void> {
  const redisUrl = world.backend === 'redis' ? world.redis.url : null;
  const backend = openQueueBackend(
    { databaseUrl: world.stack.database.url, redisUrl },
    { connectionsMax: 2, onError: () => undefined },
  );
  const queue = new HintQueue(backend.queueNameOf('normal'), backend.options);
  queue.on('error', () => undefined);
  try {
    await queue.addBulk(jobs.map(({ id, data }) => ({ name: 'hint', data, opts: { jobId: id } })));
  } finally {
    await queue.close();
    await backend.close();
  }
}
