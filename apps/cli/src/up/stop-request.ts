/**
 * The wish to stop, from a signal. npm forwards the terminal's Ctrl-C to a process that has had it already, so a
 * signal that follows another within moments is the same wish; one that comes later is impatience.
 */
export const sameWishMs = 700;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type StopSignal = (typeof signals)[number];

export class StopRequest {
  /** Resolves with the first signal. */
  readonly requested: Promise<StopSignal>;
  /** Resolves with the first signal that comes when stopping has begun and is to be cut short. */
  readonly insisted: Promise<StopSignal>;
  isRequested = false;
  private firstAt = 0;
  private resolveRequested!: (signal: StopSignal) => void;
  private resolveInsisted!: (signal: StopSignal) => void;

  constructor(private readonly source: NodeJS.EventEmitter = process) {
    this.requested = new Promise((resolve) => (this.resolveRequested = resolve));
    this.insisted = new Promise((resolve) => (this.resolveInsisted = resolve));
    for (const signal of signals) source.on(signal, this.onSignal);
  }

  private readonly onSignal = (signal: StopSignal): void => {
    const now = performance.now();
    if (!this.isRequested) {
      this.isRequested = true;
      this.firstAt = now;
      this.resolveRequested(signal);
    } else if (now - this.firstAt > sameWishMs) {
      this.resolveInsisted(signal);
    }
  };

  /** Gives the signals back to their default. */
  release(): void {
    for (const signal of signals) this.source.off(signal, this.onSignal);
  }
}
