import { percentile } from '../percentile.js';

export type LagMs = Record<'p50' | 'p95' | 'p99' | 'max', number>;

export interface ArrivalReport {
  /** Different runs that arrived. */
  runs: number;
  /** Requests for a run that had arrived before. */
  repeats: number;
  /** From the due instant to the first byte at the receiver. */
  lagMs: LagMs;
}

/** What arrived for one batch of runs that are all due at one instant. */
export class Arrivals {
  readonly #lagMs: Float64Array;
  readonly #seen: Uint8Array;
  #runs = 0;
  #repeats = 0;

  constructor(
    private readonly expected: number,
    private readonly dueAtMs: number,
  ) {
    this.#lagMs = new Float64Array(expected);
    this.#seen = new Uint8Array(expected);
  }

  /**
   * @param run 0 … expected - 1; any other is nobody's
   * @returns whether this was the last one that was missing
   */
  note(run: number, atMs: number): boolean {
    if (this.#seen[run] === undefined) return false;
    if (this.#seen[run] === 1) {
      this.#repeats += 1;
      return false;
    }
    this.#seen[run] = 1;
    this.#lagMs[run] = atMs - this.dueAtMs;
    this.#runs += 1;
    return this.#runs === this.expected;
  }

  report(): ArrivalReport {
    const lags = [...this.#lagMs].filter((_, run) => this.#seen[run] === 1);
    return {
      runs: this.#runs,
      repeats: this.#repeats,
      lagMs: {
        p50: percentile(lags, 50),
        p95: percentile(lags, 95),
        p99: percentile(lags, 99),
        max: percentile(lags, 100),
      },
    };
  }
}
