import type { TaskPriority } from '@carillon/domain';
import type { BackendFactory, IQueueBackend, IRedisClient, PgPool } from 'bullmq';
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { QueueConnection } from './connection.js';
import { queueNameOf } from './connection.js';
import { openPostgresPool } from './postgres-pool.js';
import { openRedisClients } from './redis-clients.js';
import type { RedisState } from './redis-state.js';
import { inspectRedis } from './redis-state.js';

/** What BullMQ's constructors take as `connection`; which of the two it is decides the backend. */
export type HintStore = IRedisClient | PgPool;

/** The options that every BullMQ object of this queue has in common. */
export interface HintQueueOptions {
  connection: HintStore;
  prefix: string;
  /** Nobody reads BullMQ's event stream, and its default of 10,000 events costs memory. */
  streams: { events: { maxLen: number } };
}

/** The connections to the server, shared by all BullMQ objects that are given its options. */
export interface QueueBackend {
  /** For status pages and logs only: everything behaves the same. */
  readonly kind: 'redis' | 'postgresql';
  readonly options: HintQueueOptions;
  queueNameOf(priority: TaskPriority): string;
  /** Changes when Redis was replaced or restarted; a constant with PostgreSQL. */
  serverId(): Promise<string>;
  /** What the server tells of itself; null with PostgreSQL, whose state is not the queue's to tell. */
  inspect(): Promise<RedisState | null>;
  /** To be called last, after the queues and workers that use it were closed. Returns soon and never rejects. */
  close(): Promise<void>;
}

export interface QueueBackendOptions {
  /** PostgreSQL connections at the most, one for good for each worker among them. Redis needs no more than one, and one for each worker. */
  connectionsMax: number;
  onError?: (error: unknown) => void;
}

/** The one place that decides between Redis and PostgreSQL. Connects in the background: a dead server throws nothing here. */
export function openQueueBackend(
  connection: QueueConnection,
  { connectionsMax, onError = () => undefined }: QueueBackendOptions,
): QueueBackend {
  const common = { prefix: 'carillon', streams: { events: { maxLen: 100 } } };
  const nameOf = (priority: TaskPriority): string => queueNameOf(connection, priority);
  if (connection.redisUrl === null) {
    const postgres = openPostgresPool(connection.databaseUrl, connectionsMax, onError);
    return {
      kind: 'postgresql',
      options: { ...common, connection: postgres.pool },
      queueNameOf: nameOf,
      serverId: () => Promise.resolve('postgresql'),
      inspect: () => Promise.resolve(null),
      close: () => postgres.close(),
    };
  }
  const redis = openRedisClients(connection.redisUrl, onError);
  return {
    kind: 'redis',
    options: { ...common, connection: redis.shared },
    queueNameOf: nameOf,
    serverId: async () => (await redis.info('server')).get('run_id') ?? 'redis',
    inspect: () => inspectRedis(redis),
    close: () => Promise.resolve(redis.destroy()),
  };
}

/** BullMQ's backend for either store. */
export const createHintBackend: BackendFactory<IQueueBackend, HintStore> = (name, opts, extra) => {
  if (isRedis(opts.connection)) {
    const backend = createRedisBackend(name, { ...opts, connection: opts.connection }, extra);
    // BullMQ's bulk add runs its scripts inside MULTI, where node-redis cannot load a script that the server has
    // lost: after a restart of Redis every bulk add would fail. Sent one by one they share a round trip as well.
    backend.addJobs = (entries) =>
      Promise.all(entries.map(({ job, jobId, parentKeyOpts }) => backend.addJob(job, jobId, parentKeyOpts)));
    return backend;
  }
  const backend = createPostgresBackend(name, { ...opts, connection: opts.connection }, extra);
  const addMany = backend.addJobs.bind(backend);
  // The bulk add makes temporary tables; for a lone hint, the most frequent case, the plain one is cheaper.
  backend.addJobs = async (entries) => {
    const [only] = entries;
    if (!only || entries.length > 1) return addMany(entries);
    return [await backend.addJob(only.job, only.jobId, only.parentKeyOpts)];
  };
  return backend;
};

const classes = withBackend(createHintBackend);

/** BullMQ's Queue on the store that its `connection` names: to be given the options of `openQueueBackend`. */
export const HintQueue = classes.Queue;
export type HintQueue = InstanceType<typeof classes.Queue>;

function isRedis(store: HintStore): store is IRedisClient {
  return typeof (store as IRedisClient).duplicate === 'function';
}
