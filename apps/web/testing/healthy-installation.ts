import type { HealthDetail } from '@/features/health/health.api';

export const startedAt = '2026-11-23T08:00:00.000Z';
/** A listener at work. */
export const healthyWorker = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  host: 'box.internal',
  pid: 7,
  version: '1.0.0',
  concurrency: 50,
  startedAt,
  silentMs: 900,
  isAtWork: true,
};
/** What `GET /api/health/detail` answers where nothing is wrong. */
export const healthyInstallation: HealthDetail = {
  now: '2026-11-23T10:00:00.000Z',
  api: { version: '1.0.0', node: '20.20.2', processes: 1, pid: 1, startedAt, memoryBytes: 120_000_000 },
  database: {
    writeMs: 4,
    version: '18.4',
    startedAt,
    clockAheadMs: 1,
    clockErrorMs: 1,
    sizeBytes: 2_100_000_000,
    connections: 12,
    connectionsMax: 100,
    isStandby: false,
    pool: { busy: 1, idle: 3, waiting: 0, max: 10 },
    pendingMigrations: 0,
  },
  queue: { kind: 'postgresql', writeMs: 6, warnings: [], redis: null },
  live: { clients: 3, clientsMax: 5_000, adapter: 'postgresql' },
  publishers: [{ ...healthyWorker, id: '0193b6a0-0000-7000-8000-000000000002', concurrency: 0 }],
  listeners: [healthyWorker],
  workerTimeoutMs: 10_000,
  lag: { dueRuns: 0, oldestDueRunMs: null, dueTasks: 0, oldestDueTaskMs: null },
  lagMaxMs: 60_000,
  hostsLeftAlone: 0,
  disk: { freeBytes: 40e9, totalBytes: 100e9 },
};
