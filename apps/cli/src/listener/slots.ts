/** The free places for attempts in one listener. */
export class Slots {
  #free: number;
  #closed = false;
  readonly #waiting: (() => void)[] = [];

  constructor(readonly size: number) {
    this.#free = size;
  }

  get used(): number {
    return this.size - this.#free;
  }

  /**
   * Takes between one and `wanted` places, waiting until one is free.
   *
   * @returns how many were taken; 0 once closed
   */
  async take(wanted: number): Promise<number> {
    while (this.#free === 0 && !this.#closed)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) return 0;
    const taken = Math.min(wanted, this.#free);
    this.#free -= taken;
    return taken;
  }

  release(count: number): void {
    this.#free += count;
    for (const wake of this.#waiting.splice(0, count)) wake();
  }

  /** Everybody who waits goes away empty-handed, now and later. */
  close(): void {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
