/** The ceiling: POST after POST, with nothing before and nothing after. */
import { setTimeout as wait } from 'node:timers/promises';
import { childOptions, endWithParent, tellParent } from '../processes/bench-child.js';
import type { Batch, Place } from '../systems/system.js';
import { bodyOf } from '../systems/system.js';
import { createPoster } from './post.js';

const { receiverUrl } = childOptions<Place>();

async function postAll(runs: number, connections: number): Promise<void> {
  const post = createPoster(receiverUrl, connections);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < runs) await post(bodyOf(next++));
  };
  await Promise.all(Array.from({ length: connections }, lane));
}

/** Two passes, as the first one also compiles the code. */
async function findBestConnections(runs: number): Promise<number> {
  let best = { connections: 0, tookMs: Infinity };
  for (let pass = 0; pass < 2; pass += 1) {
    best = { connections: 0, tookMs: Infinity };
    for (const connections of [8, 16, 32, 64, 128]) {
      const startedAt = performance.now();
      await postAll(runs, connections);
      const tookMs = performance.now() - startedAt;
      if (tookMs < best.tookMs) best = { connections, tookMs };
    }
  }
  return best.connections;
}

const connections = await findBestConnections(2_000);

process.on('message', (batch: Batch) => {
  void wait(batch.dueAtMs - Date.now()).then(async () => {
    const firstClaimAtMs = Date.now();
    await postAll(batch.runs, connections);
    tellParent({ settled: batch.runs, firstClaimAtMs, lastOutcomeAtMs: Date.now() });
  });
});
endWithParent();
tellParent({ connections });
