/**
 * How the slots are shared out among the hosts that webhooks go to, so that one that hangs cannot take them all.
 *
 * A host starts with a quarter of the slots, gains one with each answer and loses half with each attempt that ran into
 * silence. However well it answers, a fifth of the slots stays for the others, and hosts that have not proved
 * themselves share one half, except for the first attempt at one that was never tried. A host that has the listener for
 * itself may use every slot once it has answered. One that is back after it was left alone begins again with one slot,
 * and nothing but its answers makes that more.
 */
export interface HostSharesOptions {
  /** The slots there are. */
  slots: number;
  /** Attempts at one host at a time, however well it answers; null: as above. */
  hostConcurrency: number | null;
}

interface Host {
  held: number;
  share: number;
  /** How its last attempt ended; null: none has. */
  answered: boolean | null;
  /** The last time it answered, or took its first attempt after being idle; `performance.now()`. */
  heardAt: number;
  /** Whether it was left alone and has not regained its full share since. */
  isEasedIn: boolean;
}

/** A host that holds slots and has said nothing for so long gets no more than at the start. */
const silenceMs = 2_000;
/** Hosts are remembered beyond their last attempt up to this number. */
const rememberedMax = 1_000;

export class HostShares {
  readonly #hosts = new Map<string, Host>();
  readonly #startShare: number;
  readonly #shareMax: number;
  readonly #unprovedMax: number;

  constructor(private readonly options: HostSharesOptions) {
    const { slots, hostConcurrency } = options;
    this.#shareMax = Math.min(Math.max(1, Math.floor(slots * 0.8)), hostConcurrency ?? Infinity);
    this.#startShare = Math.min(Math.ceil(slots / 4), this.#shareMax);
    this.#unprovedMax = Math.ceil(slots / 2);
  }

  /** How many more attempts at the host may begin now. */
  room(name: string): number {
    const host = this.#host(name);
    if (this.#hosts.size === 1 && !host.isEasedIn) return this.#loneShare(host) - host.held;
    const own = this.#shareOf(host) - host.held;
    if (this.#isProved(host)) return own;
    const firstTry = host.held === 0 && host.answered === null ? 1 : 0;
    return Math.max(firstTry, Math.min(own, this.#unprovedMax - this.#heldByUnproved()));
  }

  /** Hosts that will be asked for together know of each other, so that the first of them does not take everything. */
  meet(names: Iterable<string>): void {
    for (const name of names) this.#host(name);
  }

  /** Begins an attempt if the host has room. */
  tryBegin(name: string): boolean {
    if (this.room(name) <= 0) return false;
    this.begin(name);
    return true;
  }

  /** Begins an attempt whether the host has room or not. */
  begin(name: string): void {
    const host = this.#host(name);
    if (host.held === 0) host.heardAt = performance.now();
    host.held += 1;
  }

  /** A host is back that was left alone. */
  easeIn(name: string): void {
    const host = this.#host(name);
    host.share = 1;
    host.isEasedIn = true;
  }

  /** Gives back what was begun and never sent. */
  cancel(name: string): void {
    this.#host(name).held -= 1;
    this.#forgetIdle();
  }

  /** Ends an attempt. @param answered whether the host gave a sign of life, be it a refusal */
  end(name: string, answered: boolean): void {
    const host = this.#host(name);
    host.held -= 1;
    host.share = answered
      ? Math.min(host.share + 1, this.#shareMax)
      : Math.max(1, Math.floor(host.share / 2));
    host.answered = answered;
    if (host.share === this.#shareMax) host.isEasedIn = false;
    if (answered) host.heardAt = performance.now();
    this.#forgetIdle();
  }

  #host(name: string): Host {
    let host = this.#hosts.get(name);
    if (host === undefined) {
      host = {
        held: 0,
        share: this.#startShare,
        answered: null,
        heardAt: performance.now(),
        isEasedIn: false,
      };
      this.#hosts.set(name, host);
    }
    return host;
  }

  #isProved(host: Host): boolean {
    return host.answered === true && !this.#isSilent(host);
  }

  #isSilent(host: Host): boolean {
    return host.held > 0 && performance.now() - host.heardAt > silenceMs;
  }

  #loneShare(host: Host): number {
    const { slots, hostConcurrency } = this.options;
    const reserve = this.#isProved(host) || slots < 10 ? 0 : Math.floor(slots / 5);
    return Math.min(slots - reserve, hostConcurrency ?? Infinity);
  }

  #shareOf(host: Host): number {
    return this.#isSilent(host) ? Math.min(host.share, this.#startShare) : host.share;
  }

  #heldByUnproved(): number {
    let held = 0;
    for (const host of this.#hosts.values()) if (!this.#isProved(host)) held += host.held;
    return held;
  }

  #forgetIdle(): void {
    if (this.#hosts.size <= rememberedMax) return;
    for (const [name, host] of this.#hosts) {
      if (host.held > 0) continue;
      this.#hosts.delete(name);
      return;
    }
  }
}
