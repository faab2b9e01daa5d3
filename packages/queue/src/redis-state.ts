import type { RedisClients } from './redis-clients.js';

/** What a Redis server tells of itself; null for what it keeps to itself, as some hosted ones do. */
export interface RedisState {
  version: string | null;
  uptimeSeconds: number | null;
  /** What it does when its memory is full. Anything but `noeviction` loses hints. */
  evictionPolicy: string | null;
  usedMemoryBytes: number | null;
  /** Null also without a limit. */
  maxMemoryBytes: number | null;
  /** Whether it writes every change to its append-only file. */
  isAppendOnly: boolean | null;
}

/** Asks in one round trip. */
export async function inspectRedis({ info }: Pick<RedisClients, 'info'>): Promise<RedisState> {
  const [server, memory, persistence] = await Promise.all([
    info('server'),
    info('memory'),
    info('persistence'),
  ]);
  const appendOnly = persistence.get('aof_enabled');
  return {
    version: server.get('redis_version') ?? null,
    uptimeSeconds: numberOf(server.get('uptime_in_seconds')),
    evictionPolicy: memory.get('maxmemory_policy') ?? null,
    usedMemoryBytes: numberOf(memory.get('used_memory')),
    maxMemoryBytes: numberOf(memory.get('maxmemory')) || null,
    isAppendOnly: appendOnly === undefined ? null : appendOnly === '1',
  };
}

/** What is wrong with the settings of a Redis, in words for its operator. */
export function warningsOf(redis: RedisState | null): string[] {
  const policy = redis?.evictionPolicy ?? 'noeviction';
  if (policy === 'noeviction') return [];
  return [`Redis evicts keys (maxmemory-policy ${policy}); hints get lost. Set it to noeviction.`];
}

function numberOf(text: string | undefined): number | null {
  return text === undefined || !/^\d+$/.test(text) ? null : Number(text);
}
