/** A map that forgets the entry used longest ago once it is full. */
export class BoundedCache<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #entriesMax: number;

  /** @param onForget told of each value that leaves */
  constructor(
    entriesMax: number,
    private readonly onForget?: (value: Value) => void,
  ) {
    this.#entriesMax = entriesMax;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The remembered value, or the one that `make` returns; what `make` throws is not remembered. */
  getOrMake(key: Key, make: () => Value): Value {
    const known = this.#entries.get(key);
    if (known !== undefined || this.#entries.has(key)) {
      // A Map keeps insertion order: entering the key anew makes it the youngest.
      this.#entries.delete(key);
      this.#entries.set(key, known as Value);
      return known as Value;
    }
    const made = make();
    if (this.#entries.size >= this.#entriesMax) this.#forgetOldest();
    this.#entries.set(key, made);
    return made;
  }

  clear(): void {
    for (const key of [...this.#entries.keys()]) this.#forget(key);
  }

  #forgetOldest(): void {
    const oldest = this.#entries.keys().next();
    if (oldest.done !== true) this.#forget(oldest.value);
  }

  #forget(key: Key): void {
    const value = this.#entries.get(key) as Value;
    this.#entries.delete(key);
    this.onForget?.(value);
  }
}
