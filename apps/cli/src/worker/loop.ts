/** Runs work again and again, never twice at a time, until it is stopped. */
export class Loop {
  #timer: NodeJS.Timeout | undefined;
  #current: Promise<void> = Promise.resolve();
  #stopped = true;
  #isWorking = false;
  #isWoken = false;

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

  /** Runs the work at once instead of later; once more, when it is running. */
  wake(): void {
    this.#isWoken = true;
    if (!this.#isWorking) this.#schedule(0);
  }

  /** Resolves when the work in hand is done; none begins afterwards. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#current;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#current = this.#run();
    }, delayMs);
  }

  async #run(): Promise<void> {
    this.#isWorking = true;
    this.#isWoken = false;
    let delayMs = await this.work().catch(this.onError);
    this.#isWorking = false;
    if (this.#isWoken) delayMs = 0;
    this.#schedule(delayMs);
  }
}
