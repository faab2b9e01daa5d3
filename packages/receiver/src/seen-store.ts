export type ClaimResult = 'claimed' | 'in_progress' | 'done';

/**
 * Remembers which deliveries are being handled and which have been. `claim` in the parameters names who holds an id:
 * without it, a handler that comes back after its lease would end the hold of the one that took over. The last three
 * do nothing for a claim that does not hold the id any more.
 */
export interface SeenStore {
  /** Atomic: of any number of callers at once, one is told `claimed`. A claim whose lease has passed is nobody's. */
  claim(id: string, claim: string, leaseMs: number): Promise<ClaimResult>;
  /** Holds the id for `leaseMs` from now. */
  extend(id: string, claim: string, leaseMs: number): Promise<void>;
  /** Handled: remembered as `done`, for longer than the sender tries again. */
  finish(id: string, claim: string): Promise<void>;
  /** Not handled after all: the next delivery of this id may be, be it held or done. */
  release(id: string, claim: string): Promise<void>;
}

export interface MemorySeenStoreOptions {
  /** Above this the id that was done first is forgotten. 10,000 unless told. */
  idsMax?: number;
  /** How long a done id is remembered. Three days unless told. */
  keepMs?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

interface Holder {
  claim: string;
  until: number;
}

/** For one process; it forgets when the process ends. */
export class MemorySeenStore implements SeenStore {
  readonly #idsMax: number;
  readonly #keepMs: number;
  readonly #now: () => number;
  readonly #held = new Map<string, Holder>();
  /** In the order of their ends. */
  readonly #done = new Map<string, Holder>();

  constructor({ idsMax = 10_000, keepMs = 3 * 86_400_000, now = Date.now }: MemorySeenStoreOptions = {}) {
    this.#idsMax = idsMax;
    this.#keepMs = keepMs;
    this.#now = now;
  }

  claim(id: string, claim: string, leaseMs: number): Promise<ClaimResult> {
    this.#forgetExpired();
    if (this.#done.has(id)) return Promise.resolve('done');
    const holder = this.#held.get(id);
    if (holder && holder.until > this.#now()) return Promise.resolve('in_progress');
    this.#held.delete(id);
    if (!this.#makeRoom()) return Promise.resolve('in_progress');
    this.#held.set(id, { claim, until: this.#now() + leaseMs });
    return Promise.resolve('claimed');
  }

  extend(id: string, claim: string, leaseMs: number): Promise<void> {
    const holder = this.#held.get(id);
    if (holder?.claim === claim) holder.until = this.#now() + leaseMs;
    return Promise.resolve();
  }

  finish(id: string, claim: string): Promise<void> {
    if (this.#held.get(id)?.claim === claim) {
      this.#held.delete(id);
      this.#done.set(id, { claim, until: this.#now() + this.#keepMs });
    }
    return Promise.resolve();
  }

  release(id: string, claim: string): Promise<void> {
    for (const ids of [this.#held, this.#done]) if (ids.get(id)?.claim === claim) ids.delete(id);
    return Promise.resolve();
  }

  #forgetExpired(): void {
    for (const [id, { until }] of this.#done) {
      if (until > this.#now()) return;
      this.#done.delete(id);
    }
  }

  /** @returns false when all that is remembered is being handled: to forget any of it could run a delivery twice */
  #makeRoom(): boolean {
    if (this.#held.size + this.#done.size < this.#idsMax) return true;
    for (const id of this.#done.keys()) return this.#done.delete(id);
    const expired = [...this.#held].filter(([, { until }]) => until <= this.#now());
    for (const [id] of expired) this.#held.delete(id);
    return expired.length > 0;
  }
}
