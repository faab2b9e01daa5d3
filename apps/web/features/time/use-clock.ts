import { useSyncExternalStore } from 'react';

/** One timer for all who look at the clock equally often; it runs while there are any. */
class Ticker {
  #nowMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly everyMs: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(this.#tick, this.everyMs);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  /** The same for all who ask between two ticks. */
  readonly now = (): number => {
    const sinceMs = Date.now() - this.#nowMs;
    if (sinceMs >= this.everyMs || sinceMs < 0) this.#nowMs = Date.now();
    return this.#nowMs;
  };

  readonly #tick = (): void => {
    this.#nowMs = Date.now();
    for (const listener of this.#listeners) listener();
  };
}

const tickers = new Map<number, Ticker>();

function tickerOf(everyMs: number): Ticker {
  const ticker = tickers.get(everyMs) ?? new Ticker(everyMs);
  tickers.set(everyMs, ticker);
  return ticker;
}

/** What is told in relation to now, ms since the epoch; draws again only when what is told has changed. */
export function useClock<Told extends string | number | boolean>(
  tell: (now: number) => Told,
  everyMs = 1_000,
): Told {
  const { subscribe, now } = tickerOf(everyMs);
  const read = (): Told => tell(now());
  return useSyncExternalStore(subscribe, read, read);
}

/** The time, ms since the epoch, as it was at the last tick. */
export function useNow(everyMs = 1_000): number {
  return useClock((now) => now, everyMs);
}
