import { statfs } from 'node:fs/promises';
import type { ApiConfig } from '@carillon/config';
import type { Pool, ServerState } from '@carillon/db';
import { readServerState } from '@carillon/db';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CONFIG, POOL } from '../dependencies.js';
import { LiveServer } from '../live/live-server.js';
import { version } from '../version.js';
import type { healthDetailAnswer } from './health.schemas.js';
import { lagMaxMs } from './health-indicators.js';
import type { SeenWorker } from './installation.js';
import { InstallationReader, orNull } from './installation.js';

type HealthDetail = z.infer<typeof healthDetailAnswer>;

const startedAt = new Date(Date.now() - process.uptime() * 1_000).toISOString();

/** Health with names, addresses and figures, for who is signed in. What cannot be learned in time is null. */
@Injectable()
export class HealthDetailReader {
  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(InstallationReader) private readonly installation: InstallationReader,
    @Inject(LiveServer) private readonly live: LiveServer,
  ) {}

  async read(): Promise<HealthDetail> {
    const [installation, server, disk] = await Promise.all([
      this.installation.read(),
      orNull(this.#readServer()),
      orNull(readDisk(this.config.dataDir)),
    ]);
    const { workers, queue, lag, hostsLeftAlone, databaseMs, pendingMigrations } = installation;
    return {
      now: new Date().toISOString(),
      api: {
        version,
        node: process.versions.node,
        processes: this.config.processes,
        pid: process.pid,
        startedAt,
        memoryBytes: process.memoryUsage.rss(),
      },
      database: {
        writeMs: databaseMs,
        version: server?.version ?? null,
        startedAt: server?.startedAt ?? null,
        clockAheadMs: server?.clockAheadMs ?? null,
        clockErrorMs: server?.clockErrorMs ?? null,
        sizeBytes: server?.sizeBytes ?? null,
        connections: server?.connections ?? null,
        connectionsMax: server?.connectionsMax ?? null,
        isStandby: server?.isStandby ?? null,
        pool: this.#poolUse(),
        pendingMigrations,
      },
      queue: queue && {
        kind: queue.kind,
        writeMs: queue.latencyMs,
        warnings: queue.warnings,
        redis: queue.redis,
      },
      live: this.#liveUse(),
      publishers: ofKind(workers, 'publisher'),
      listeners: ofKind(workers, 'listener'),
      workerTimeoutMs: this.config.workerTimeoutMs,
      lag,
      lagMaxMs,
      hostsLeftAlone,
      disk,
    };
  }

  /** With how far PostgreSQL's clock is ahead of ours, taken as if it had been read in the middle of the question. */
  async #readServer(): Promise<ServerState & { clockAheadMs: number; clockErrorMs: number }> {
    const askedAt = Date.now();
    const server = await readServerState(this.pool);
    const tookMs = Date.now() - askedAt;
    return {
      ...server,
      clockAheadMs: Date.parse(server.now) - (askedAt + tookMs / 2),
      clockErrorMs: tookMs / 2,
    };
  }

  #liveUse(): HealthDetail['live'] {
    const { events, redisUrl } = this.config;
    const adapter = redisUrl === null ? 'postgresql' : 'redis';
    return { clients: this.live.size, clientsMax: this.live.sizeMax, adapter: events ? adapter : null };
  }

  #poolUse(): HealthDetail['database']['pool'] {
    const { totalCount, idleCount, waitingCount, options } = this.pool;
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount, max: options.max };
  }
}

function ofKind(workers: SeenWorker[] | null, wanted: SeenWorker['kind']): HealthDetail['publishers'] {
  if (workers === null) return null;
  return workers
    .filter(({ kind }) => kind === wanted)
    .map(({ kind: _, startedAt: began, ...worker }) => ({ ...worker, startedAt: began.toISOString() }));
}

async function readDisk(directory: string): Promise<HealthDetail['disk']> {
  const { bavail, blocks, bsize } = await statfs(directory);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
