import type { ApiConfig } from '@carillon/config';
import type { Pool } from '@carillon/db';
import { databaseTime, migrationStatus } from '@carillon/db';
import type { QueueAdmin } from '@carillon/queue';
import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { CONFIG, POOL, QUEUE_ADMIN } from '../dependencies.js';

const answerTimeoutMs = 2_000;

/** What the API depends on. Raw errors stay inside: these answers are public. */
@Injectable()
export class HealthIndicators {
  #isMigrated = false;

  constructor(
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(QUEUE_ADMIN) private readonly queueAdmin: QueueAdmin,
  ) {}

  database = () =>
    this.indicators
      .check('database')
      .attempt(async () => {
        await withoutDetails(databaseTime(this.pool), 'PostgreSQL does not answer');
      })
      .withTimeout(answerTimeoutMs);

  /** Asked until the answer is yes: an applied migration stays, and asking starts a process. */
  migrations = () =>
    this.indicators
      .check('migrations')
      .attempt(async () => {
        if (this.#isMigrated) return;
        await withoutDetails(databaseTime(this.pool), 'PostgreSQL does not answer');
        const status = migrationStatus(this.config.databaseUrl);
        const { pending } = await withoutDetails(status, 'The migrations cannot be read');
        if (pending.length > 0) throw new Error(`${pending.length} migrations are missing`);
        this.#isMigrated = true;
      })
      .withTimeout(answerTimeoutMs * 2)
      .cacheFor(1_000);

  /** Never down: without its queue the API serves everything, and runs start a moment later. */
  queue = async () => {
    const indicator = this.indicators.check('queue');
    try {
      const { kind, latencyMs, warnings } = await this.queueAdmin.check();
      const details = { kind, latencyMs: Math.round(latencyMs), warnings };
      return warnings.length > 0 ? indicator.degraded(details) : indicator.up(details);
    } catch {
      return indicator.degraded({ message: 'The queue does not answer' });
    }
  };
}

async function withoutDetails<T>(answer: Promise<T>, message: string): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new Error(message, { cause });
  }
}
