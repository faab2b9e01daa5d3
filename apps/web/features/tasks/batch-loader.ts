/** How long single wishes wait for others. */
const gatherMs = 15;

interface Wish<Value> {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
  reject: (why: unknown) => void;
}

function makeWish<Value>(): Wish<Value> {
  let settle!: Pick<Wish<Value>, 'resolve' | 'reject'>;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

/**
 * Makes one request of many that come at the same time: rows ask for themselves, and the server is asked once.
 *
 * @param load answers a map by what was asked for; what is not in it is undefined
 */
export class BatchLoader<Key extends string, Value> {
  #wanted = new Map<Key, Wish<Value | undefined>>();

  constructor(
    private readonly sizeMax: number,
    private readonly load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
  ) {}

  get(key: Key): Promise<Value | undefined> {
    const known = this.#wanted.get(key);
    if (known !== undefined) return known.promise;
    if (this.#wanted.size === 0) setTimeout(() => this.#flush(), gatherMs);
    const wish = makeWish<Value | undefined>();
    this.#wanted.set(key, wish);
    return wish.promise;
  }

  #flush(): void {
    const all = [...this.#wanted];
    this.#wanted = new Map();
    for (let at = 0; at < all.length; at += this.sizeMax) void this.#read(all.slice(at, at + this.sizeMax));
  }

  async #read(wishes: readonly [Key, Wish<Value | undefined>][]): Promise<void> {
    try {
      const found = await this.load(wishes.map(([key]) => key));
      for (const [key, { resolve }] of wishes) resolve(found.get(key));
    } catch (error) {
      for (const [, { reject }] of wishes) reject(error);
    }
  }
}
