import { setTimeout as wait } from 'node:timers/promises';
import { memoryMb } from '../processes/process-figures.js';
import { startCarillon } from '../systems/carillon.js';
import type { Workshop } from '../throughput/workshop.js';

export interface IdleMemoryResult {
  queue: 'redis' | 'postgresql';
  /** Resident memory by process, MiB. Empty where the operating system does not tell. */
  residentMb: Record<string, number>;
}

const settleMs = 15_000;

/** What a publisher and a listener hold that have nothing to do. */
export async function measureIdleMemory(
  workshop: Workshop,
  concurrency: number,
): Promise<IdleMemoryResult[]> {
  const queues = workshop.redis === null ? (['postgresql'] as const) : (['redis', 'postgresql'] as const);
  const results: IdleMemoryResult[] = [];
  for (const queue of queues) {
    const { close, databaseUrl, redisUrl } = await workshop.openPlace();
    const { folder, receiver } = workshop;
    const place = { databaseUrl, redisUrl, receiverUrl: receiver.url, concurrency, folder };
    const running = await startCarillon(place, queue === 'redis' ? redisUrl : null);
    await wait(settleMs);
    const resident = Object.entries(running.pids).flatMap(([name, pid]) => {
      const mb = memoryMb(pid, 'VmRSS');
      return mb === null ? [] : [[name, mb] as const];
    });
    results.push({ queue, residentMb: Object.fromEntries(resident) });
    await running.stop();
    await close();
  }
  return results;
}
