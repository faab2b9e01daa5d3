import type { Pool } from '@carillon/db';
import { Inject, Injectable } from '@nestjs/common';
import { isOnRecord, recordAudit } from '../audit/record-audit.js';
import { POOL } from '../dependencies.js';
import { RateLimits } from '../http/rate-limits.js';
import type { Principal } from './principal.js';

/** Where a request or a connection comes from; a connection has no request id. */
interface Origin {
  ip: string | null;
  requestId: string | null;
}

const dayMs = 86_400_000;
/** Of more keys and addresses than these the oldest are looked up again. */
const rememberedMax = 10_000;

/** What every request and every connection passes, once it is known who makes it. */
@Injectable()
export class Gate {
  /** Since when this process knows that the use of each key at each address is told, the oldest first. */
  readonly #toldAt = new Map<string, number>();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  /**
   * Counts it against the limits, and tells the audit log from where an API key is used: once a day for each address,
   * whichever process it comes to.
   *
   * @param weight for how many requests it counts
   * @throws AppError `request.too_many`
   */
  async pass(principal: Principal | null, origin: Origin, weight = 1): Promise<void> {
    await this.limits.admit(principal, origin.ip ?? '', weight);
    if (principal?.kind === 'api_key') await this.#tellUse(principal, origin);
  }

  async #tellUse(principal: Principal, origin: Origin): Promise<void> {
    const use = `${principal.id} ${origin.ip}`;
    if ((this.#toldAt.get(use) ?? 0) > Date.now() - dayMs) return;
    this.#remember(use);
    const event = { action: 'useApiKey', subject: { type: 'api-keys', id: principal.id }, ...origin };
    try {
      if (!(await isOnRecord(this.pool, event, dayMs))) await recordAudit(this.pool, { principal, ...event });
    } catch (error) {
      this.#toldAt.delete(use);
      throw error;
    }
  }

  #remember(use: string): void {
    this.#toldAt.delete(use);
    this.#toldAt.set(use, Date.now());
    if (this.#toldAt.size > rememberedMax) this.#toldAt.delete(this.#toldAt.keys().next().value!);
  }
}
