import type { WorkerStatus } from '@carillon/db';
import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { version } from '../version.js';
import { InstallationReader } from './installation.js';

/** Waiting longer than this, runs are so late that somebody should look. */
export const lagMaxMs = 60_000;
const workersMax = 50;

/**
 * What the API depends on is down or up; what is only served late without is degraded. Raw errors, names and addresses
 * stay inside: these answers are public.
 */
@Injectable()
export class HealthIndicators {
  constructor(
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(InstallationReader) private readonly installation: InstallationReader,
  ) {}

  database = async () => {
    const indicator = this.indicators.check('database');
    const { databaseMs } = await this.installation.read();
    if (databaseMs === null) return indicator.down('PostgreSQL does not take writes');
    return indicator.up({ writeMs: Math.round(databaseMs) });
  };

  migrations = async () => {
    const indicator = this.indicators.check('migrations');
    const { pendingMigrations: pending } = await this.installation.read();
    if (pending === null) return indicator.down('The migrations cannot be read');
    return pending === 0 ? indicator.up() : indicator.down(`${pending} migrations are missing`);
  };

  /** Without its queue the API serves everything, and runs start a moment later. */
  queue = async () => {
    const indicator = this.indicators.check('queue');
    const { queue } = await this.installation.read();
    if (queue === null) return indicator.degraded('The queue does not take writes');
    const details = { kind: queue.kind, writeMs: Math.round(queue.latencyMs), warnings: queue.warnings };
    return queue.warnings.length > 0 ? indicator.degraded(details) : indicator.up(details);
  };

  publishers = () => this.#workers('publisher');
  listeners = () => this.#workers('listener');

  lag = async () => {
    const indicator = this.indicators.check('lag');
    const { lag } = await this.installation.read();
    if (lag === null) return indicator.degraded('The lag is not known');
    const isLate = Math.max(lag.oldestDueRunMs ?? 0, lag.oldestDueTaskMs ?? 0) > lagMaxMs;
    return isLate ? indicator.degraded({ ...lag }) : indicator.up({ ...lag });
  };

  version = () => this.indicators.check('api').up({ version });

  async #workers<Kind extends WorkerStatus['kind']>(kind: Kind) {
    const indicator = this.indicators.check(`${kind}s`);
    const { workers } = await this.installation.read();
    const ours = (workers ?? []).filter((worker) => worker.kind === kind);
    const seen = ours
      .slice(0, workersMax)
      .map(({ version, silentMs }) => ({ version, heartbeatAgeMs: Math.round(silentMs) }));
    const atWork = ours.filter(({ isAtWork }) => isAtWork).length;
    return atWork === 0 ? indicator.degraded({ atWork, seen }) : indicator.up({ atWork, seen });
  }
}
