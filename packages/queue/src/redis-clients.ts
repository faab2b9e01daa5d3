import type { IRedisClient } from 'bullmq';
import { createNodeRedisClient } from 'bullmq';
import { createClient } from 'redis';

export interface RedisClients {
  /** What BullMQ's constructors take. It duplicates it for each worker's blocking read. */
  readonly shared: IRedisClient;
  /** A section of Redis's own INFO, by field. Waits for a dead server up to node-redis's own limit of 5 s. */
  info(section: 'server' | 'memory' | 'persistence'): Promise<Map<string, string>>;
  /** Ends all connections, the duplicates too, without asking the server. Commands on their way are rejected. */
  destroy(): void;
}

/** Connects in the background and again after each loss; every error goes to the listener. */
export function openRedisClients(redisUrl: string, onError: (error: unknown) => void): RedisClients {
  const opened: IRedisClient[] = [];

  const open = (name?: string): { raw: ReturnType<typeof connect>; client: IRedisClient } => {
    const raw = connect(redisUrl, name);
    raw.on('error', onError);
    const client = createNodeRedisClient(raw);
    opened.push(client);
    // BullMQ takes its own listener off when it closes; without another one a late error would end the process.
    client.on('error', () => undefined);
    // BullMQ keeps the duplicates to itself, and closes them by a QUIT that a dead server never answers.
    client.duplicate = (options?: { connectionName?: string }) => open(options?.connectionName).client;
    return { raw, client };
  };

  const { raw, client } = open();
  return {
    shared: client,
    async info(section) {
      const lines = (await raw.info(section)).split(/\r?\n/);
      return new Map(lines.map((line) => line.split(':', 2) as [string, string]));
    },
    destroy() {
      // The adapter's end, not only node-redis's: it releases what in BullMQ still waits for the connection.
      for (const one of opened) one.disconnect();
    },
  };
}

type RawClient = ReturnType<typeof createRawClient>;

/** By URL; never connected itself. */
const templates = new Map<string, RawClient>();

/** A client made from nothing comes with a class of its own, of several hundred commands: a duplicate shares it. */
function connect(url: string, name: string | undefined): RawClient {
  const template = templates.get(url) ?? createRawClient(url);
  templates.set(url, template);
  return template.duplicate(name === undefined ? {} : { name });
}

function createRawClient(url: string) {
  return createClient({
    url,
    socket: {
      connectTimeout: 2_000,
      keepAliveInitialDelay: 5_000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 5), 1_000),
    },
  });
}
