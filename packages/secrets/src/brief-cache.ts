import { BoundedCache } from '@carillon/domain';

interface Entry<Value> {
  value: Promise<Value> | null;
  freshUntilMs: number;
}

const entriesMax = 1_000;

/** Remembers what was loaded for a short time. Who asks while it is loaded waits for the same load. */
export class BriefCache<Value> {
  readonly #entries = new BoundedCache<string, Entry<Value>>(entriesMax);

  constructor(
    private readonly keepMs: number,
    private readonly now: () => number,
  ) {}

  /** The remembered value, or the one that `load` resolves to; a load that failed is not remembered. */
  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const entry = this.#entries.getOrMake(key, () => ({ value: null, freshUntilMs: 0 }));
    if (entry.value === null || this.now() >= entry.freshUntilMs) {
      entry.freshUntilMs = Infinity;
      entry.value = load().then(
        (value) => {
          entry.freshUntilMs = this.now() + this.keepMs;
          return value;
        },
        (error: unknown) => {
          entry.value = null;
          throw error;
        },
      );
    }
    return entry.value;
  }
}
