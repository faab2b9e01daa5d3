// A receiver that steers its task. Start: CARILLON_SIGNING_SECRET=whsec_… node server.ts
import { Receiver, fastifyReceiver, retryAt, runAgainIn } from '@carillon/receiver';
import fastify from 'fastify';

const receiver = new Receiver({ secrets: process.env.CARILLON_SIGNING_SECRET ?? '' }, async (delivery) => {
  const { pagesLeft, opensAt } = await readPage(delivery.payload);
  if (opensAt > new Date()) return retryAt(opensAt);
  if (pagesLeft > 0) return runAgainIn(60);
});

/** Stands for a source that is read page by page, and that is closed at night. */
function readPage(payload: unknown): Promise<{ pagesLeft: number; opensAt: Date }> {
  const { pagesLeft = 0, opensAt = 0 } = payload as { pagesLeft?: number; opensAt?: string };
  return Promise.resolve({ pagesLeft, opensAt: new Date(opensAt) });
}

export const app = fastify();
await app.register(fastifyReceiver(receiver), { prefix: '/webhook' });
await app.listen({ port: Number(process.env.PORT ?? 4000) });
