/**
 * The attempts that are under way, with their leases: renewed as long as the process lives, however long an attempt
 * may take. A run whose lease could not be renewed was taken away; its attempt goes on, and its outcome is noted in
 * the log and nowhere else.
 */
import type { ClaimedRun, Pool } from '@carillon/db';
import { renewLeases } from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import { Loop } from '../worker/loop.js';

interface OpenAttempt {
  run: ClaimedRun;
  leasedAt: number;
}

export class OpenAttempts {
  readonly #open = new Map<string, OpenAttempt>();
  readonly #loop: Loop;

  constructor(
    private readonly pool: Pool,
    private readonly options: { leaseMs: number; heartbeatMs: number; logger: Logger },
  ) {
    this.#loop = new Loop(
      () => this.#renew(),
      (error) => {
        this.options.logger.warn('Leases could not be renewed; tried again.', { error });
        return Math.min(this.options.heartbeatMs, 500);
      },
    );
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  add(run: ClaimedRun): void {
    this.#open.set(run.logId, { run, leasedAt: Date.now() });
  }

  remove(run: ClaimedRun): void {
    this.#open.delete(run.logId);
  }

  async #renew(): Promise<number> {
    const { leaseMs, heartbeatMs } = this.options;
    const ageing = [...this.#open.values()].filter(({ leasedAt }) => Date.now() - leasedAt > leaseMs / 3);
    const renewedAt = Date.now();
    await renewLeases(
      this.pool,
      ageing.map(({ run }) => run),
      leaseMs,
    );
    for (const attempt of ageing) attempt.leasedAt = renewedAt;
    return Math.min(heartbeatMs, leaseMs / 3);
  }
}
