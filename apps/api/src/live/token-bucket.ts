/** So many at once, and so many a second after that. */
export class TokenBucket {
  #tokens: number;
  #filledAtMs: number;

  constructor(
    private readonly limits: { perSecond: number; burst: number },
    nowMs = performance.now(),
  ) {
    this.#tokens = limits.burst;
    this.#filledAtMs = nowMs;
  }

  /** @returns whether one more is within the limits */
  take(nowMs = performance.now()): boolean {
    const { perSecond, burst } = this.limits;
    this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#filledAtMs) / 1_000) * perSecond);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
