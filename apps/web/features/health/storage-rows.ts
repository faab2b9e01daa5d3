import { formatDuration, formatShare } from '@/features/time/format-time';
import type { HealthDetail } from './health.api';
import type { HealthRow } from './health-row';
import { formatBytes, nameOfApi, row } from './health-row';

const slowWriteMs = 500;
const shareMax = 0.9;

export function databaseRow({ database }: HealthDetail): HealthRow {
  const { version, writeMs, isStandby, startedAt, sizeBytes } = database;
  const what = [
    ...(version === null ? [] : [`Version ${version}`]),
    ...(sizeBytes === null ? [] : [formatBytes(sizeBytes)]),
  ];
  const rest = { threshold: `A write within ${formatDuration(slowWriteMs)}`, since: startedAt };
  if (isStandby === true) {
    return row('database', 'PostgreSQL', 'bad', [...what, 'a standby, which takes no writes'].join(' · '), {
      ...rest,
      fix: 'Point DATABASE_URL at the primary.',
    });
  }
  if (writeMs === null) {
    return row('database', 'PostgreSQL', 'bad', [...what, 'takes no writes'].join(' · '), {
      ...rest,
      fix: 'Look whether it runs, whether its disk is full, and whether it is set to read only.',
    });
  }
  const isSlow = writeMs > slowWriteMs;
  const value = [...what, `a write took ${formatDuration(writeMs)}`].join(' · ');
  return row('database', 'PostgreSQL', isSlow ? 'fair' : 'good', value, {
    ...rest,
    fix: isSlow ? 'Look at the load and the disk of its machine.' : null,
  });
}

export function migrationsRow({ database: { pendingMigrations: pending } }: HealthDetail): HealthRow {
  const threshold = 'None pending';
  if (pending === null) return row('migrations', 'Migrations', 'unknown', 'Could not be read', { threshold });
  if (pending === 0) return row('migrations', 'Migrations', 'good', 'All applied', { threshold });
  return row('migrations', 'Migrations', 'bad', `${pending} pending`, {
    threshold,
    fix: 'Run `carillon db up`.',
  });
}

export function connectionsRow({ api, database }: HealthDetail): HealthRow {
  const { pool, connections, connectionsMax } = database;
  const ours = `${pool.busy} of ${pool.max} busy in ${nameOfApi(api)}, ${pool.waiting} waiting`;
  const isFull = connections !== null && connectionsMax !== null && connections > connectionsMax * shareMax;
  const value =
    connections === null
      ? `${ours}; of the server not known`
      : `${ours}; ${connections} of ${connectionsMax} on the server`;
  const light = isFull || pool.waiting > 0 ? 'fair' : connections === null ? 'unknown' : 'good';
  return row('connections', 'Database connections', light, value, {
    threshold: `Nobody waits; under ${formatShare(shareMax)} of the server’s`,
    fix: isFull
      ? 'Raise max_connections of PostgreSQL, or end what holds them.'
      : pool.waiting > 0
        ? 'Short waits are normal under load. If they last, look for slow queries.'
        : null,
  });
}

export function queueRow({ queue }: HealthDetail): HealthRow {
  const threshold = `A write within ${formatDuration(slowWriteMs)}`;
  if (queue === null) {
    return row('queue', 'Queue', 'fair', 'Takes no writes', {
      threshold,
      fix: 'Nothing is lost: runs wait in PostgreSQL and begin a moment later. Look whether Redis runs, and at REDIS_URL.',
    });
  }
  const kind = queue.kind === 'redis' ? 'In Redis' : 'In PostgreSQL';
  const isSlow = queue.writeMs > slowWriteMs;
  const value = `${kind} · a write took ${formatDuration(queue.writeMs)}`;
  return row('queue', 'Queue', isSlow || queue.warnings.length > 0 ? 'fair' : 'good', value, {
    threshold,
    since: sinceSeconds(queue.redis?.uptimeSeconds ?? null),
    fix: queue.warnings.length > 0 ? queue.warnings.join(' ') : isSlow ? 'Look at its machine’s load.' : null,
  });
}

function sinceSeconds(seconds: number | null): string | null {
  return seconds === null ? null : new Date(Date.now() - seconds * 1_000).toISOString();
}

export function redisRows({ queue }: HealthDetail): HealthRow[] {
  if (queue === null || queue.redis === null) return [];
  const { version, evictionPolicy, usedMemoryBytes, maxMemoryBytes, isAppendOnly } = queue.redis;
  const share = usedMemoryBytes === null || maxMemoryBytes === null ? null : usedMemoryBytes / maxMemoryBytes;
  const memory =
    usedMemoryBytes === null
      ? 'memory not told'
      : maxMemoryBytes === null
        ? `${formatBytes(usedMemoryBytes)}, no limit set`
        : `${formatBytes(usedMemoryBytes)} of ${formatBytes(maxMemoryBytes)}`;
  const keeps =
    isAppendOnly === null
      ? 'persistence not told'
      : isAppendOnly
        ? 'append-only file on'
        : 'append-only file off';
  const evicts = evictionPolicy !== null && evictionPolicy !== 'noeviction';
  const isFull = share !== null && share > shareMax;
  const light = evicts ? 'bad' : isFull ? 'fair' : evictionPolicy === null ? 'unknown' : 'good';
  const value = [
    `Version ${version ?? 'not told'}`,
    memory,
    `policy ${evictionPolicy ?? 'not told'}`,
    keeps,
  ].join(' · ');
  return [
    row('redis', 'Redis', light, value, {
      threshold: `maxmemory-policy noeviction; memory under ${formatShare(shareMax)}`,
      since: sinceSeconds(queue.redis.uptimeSeconds),
      fix: evicts
        ? 'Set maxmemory-policy to noeviction: what it evicts are hints, which then come late.'
        : isFull
          ? 'Give Redis more memory, or look what else uses it.'
          : null,
    }),
  ];
}

export function diskRow({ disk }: HealthDetail): HealthRow {
  const threshold = 'Over 10 % free';
  if (disk === null) {
    return row('disk', 'Disk', 'unknown', 'Not known: this API has no data directory of its own', {
      threshold,
    });
  }
  const free = disk.freeBytes / disk.totalBytes;
  const value = `${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)} free (${formatShare(free)}) where the API’s data lies`;
  const light = free < 0.03 ? 'bad' : free < 0.1 ? 'fair' : 'good';
  return row('disk', 'Disk', light, value, {
    threshold,
    fix:
      light === 'good' ? null : 'Free space, or keep runs for fewer days: Settings, Retention and clean-up.',
  });
}
