import { createClient } from 'redis';
import type { BusConnection, BusTransport, ConnectionListeners } from './bus-link.js';

/** So that one message does not hold up the others; Redis itself would take far more. */
const payloadBytesMax = 64_000;

/** Publish and subscribe on one connection, as RESP 3 allows. Redis knows no databases here, so the name holds it. */
export function connectRedis(redisUrl: string, prefix: string): BusTransport {
  const database = new URL(redisUrl).pathname.slice(1) || '0';
  const channel = `${prefix}:${database}:live`;
  // Never connected itself: a client made from nothing comes with a class of its own, which its duplicates share.
  const template = createClient({
    url: redisUrl,
    RESP: 3,
    disableOfflineQueue: true,
    socket: { connectTimeout: 3_000, reconnectStrategy: false },
  });
  return { payloadBytesMax, connect: (listeners) => connect(template.duplicate(), channel, listeners) };
}

type Client = ReturnType<ReturnType<typeof createClient>['duplicate']>;

async function connect(
  client: Client,
  channel: string,
  { onPayload, onLost }: ConnectionListeners,
): Promise<BusConnection> {
  const destroy = (): void => {
    if (client.isOpen) client.destroy();
  };
  client.on('error', onLost);
  client.on('end', () => onLost(new Error('The connection of the event bus to Redis ended.')));
  try {
    await client.connect();
  } catch (error) {
    destroy();
    throw error;
  }
  return {
    async send(payload) {
      await client.publish(channel, payload);
    },
    async listen() {
      await client.subscribe(channel, onPayload);
    },
    async ping() {
      await client.ping();
    },
    destroy,
  };
}
