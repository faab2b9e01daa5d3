/** Runs work again and again, never twice at a time, until it is stopped. */
export class Loop {
  #timer: NodeJS.Timeout | undefined;
  #current: Promise<void> = Promise.resolve();
  #stopped = true;

  /**
   * @param work resolves to the milliseconds until it wants to run again
   * @param onError told of every failure; answers the milliseconds until the next try
   */
  constructor(
    private readonly work: () => Promise<number>,
    private readonly onError: (error: unknown) => number,
  ) {}

  start(): void {
    this.#stopped = false;
    this.#schedule(0);
  }

  /** Resolves when the work in hand is done; none begins afterwards. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#current;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#current = this.#run();
    }, delayMs);
  }

  async #run(): Promise<void> {
    this.#schedule(await this.work().catch(this.onError));
  }
}
