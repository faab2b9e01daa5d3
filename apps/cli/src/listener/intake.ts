/**
 * From hints to claims: which runs are claimed next, and when. The places for attempts are given to the hints in hand
 * in strict order of class and age, and a run whose host has no room steps aside instead of holding up the others. Runs
 * of a host that is left alone are put off.
 *
 * If the process dies at any line, nothing was claimed that is not in the database: hints in hand and runs that wait
 * here are known to no one else, and the rescuer hints at them again.
 */
import type { HintedRun, ReceivedHint, TaskPriority } from '@carillon/domain';
import { waitingRank } from '@carillon/domain';
import type { HostGate } from './host-gate.js';
import { HostShares } from './host-shares.js';
import { WaitingRoom } from './waiting-room.js';

export interface IntakeOptions {
  /** Attempts at the same time. */
  concurrency: number;
  hostConcurrency: number | null;
  gate: Pick<HostGate, 'admits' | 'begin'>;
  /** Claims runs that have a place and room at their host each. Each of them is to be given back by `done`. */
  claim(runs: HintedRun[]): Promise<void>;
  /** Puts off runs whose host is left alone for now. */
  defer(runs: HintedRun[]): Promise<void>;
  /** Told when a claim or putting off failed; the rescuer repeats the hints of its runs. */
  onError(error: unknown): void;
}

/** A hint in hand. */
interface Hand {
  priority: TaskPriority;
  waitingSinceMs: number;
  left: HintedRun[];
  /** Claims and deferrals under way that take runs of it. */
  takings: number;
  settle: () => void;
}

/** While so many claims are under way, places that come free gather for the next one: it costs a round trip each. */
const claimsAtOnce = 1;
/** While less than half of the places is free, the next claim waits so long after the one before it for more of them. */
const companyMs = 5;
/** More runs than this in one claim bring no speed. */
const claimRunsMax = 100;

export class Intake {
  readonly #hosts: HostShares;
  readonly #room = new WaitingRoom();
  readonly #hands = new Set<Hand>();
  #used = 0;
  #claims = 0;
  #closed = false;
  #fillIsPlanned = false;
  #companyTimer: NodeJS.Timeout | undefined;
  #lastClaimAt = -Infinity;
  #lastHintAt = -Infinity;

  constructor(private readonly options: IntakeOptions) {
    this.#hosts = new HostShares({
      slots: options.concurrency,
      hostConcurrency: options.hostConcurrency,
    });
  }

  /** Places taken. */
  get used(): number {
    return this.#used;
  }

  get free(): number {
    return this.options.concurrency - this.#used;
  }

  /** Runs that wait for room at their host. */
  get waitingIds(): string[] {
    return this.#room.ids();
  }

  /** Milliseconds since there was last a hint in hand; 0 while there is one. */
  get silentMs(): number {
    return this.#hands.size > 0 ? 0 : performance.now() - this.#lastHintAt;
  }

  /** Resolves when every run of the hint is claimed, by this listener or by somebody else, put off, or waits for its host. */
  takeHint(hint: ReceivedHint): Promise<void> {
    this.#lastHintAt = performance.now();
    return this.take(hint);
  }

  /** Like `takeHint`, for runs that were found without a hint. */
  take({ runs, priority, waitingSinceMs }: ReceivedHint): Promise<void> {
    if (this.#closed || runs.length === 0) return Promise.resolve();
    this.#hosts.meet(runs.map(({ host }) => host));
    return new Promise((settle) => {
      this.#hands.add({ priority, waitingSinceMs, left: [...runs], takings: 0, settle });
      this.#planFill();
    });
  }

  /** Gives back the place of a run that was chosen. @param end how its attempt ended; null when there was none */
  done(host: string, end: { answered: boolean } | null): void {
    if (end === null) this.#hosts.cancel(host);
    else this.#hosts.end(host, end.answered);
    this.#used -= 1;
    this.#planFill();
  }

  /** To be called when the gate judges hosts anew. */
  reconsider(): void {
    for (const host of this.#room.hosts()) {
      if (this.options.gate.admits(host) === 'later') void this.#defer(this.#room.takeAll(host));
    }
    this.#planFill();
  }

  /** A host is back that was left alone: it is given work slowly. */
  easeIn(host: string): void {
    this.#hosts.easeIn(host);
  }

  /** Chooses nothing more, now and later. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#companyTimer);
    this.#room.clear();
    for (const hand of this.#hands) {
      hand.left.length = 0;
      this.#settle(hand);
    }
  }

  /** What comes free within one turn of the event loop is given away together. */
  #planFill(): void {
    if (this.#fillIsPlanned) return;
    this.#fillIsPlanned = true;
    setImmediate(() => {
      this.#fillIsPlanned = false;
      this.#fill();
    });
  }

  #fill(): void {
    while (this.#claims < claimsAtOnce && this.free > 0 && !this.#closed) {
      if (this.#awaitsCompany()) return;
      const chosen: HintedRun[] = [];
      const hands = this.#choose(Math.min(this.free, claimRunsMax), chosen);
      if (chosen.length === 0) return;
      this.#used += chosen.length;
      void this.#claim(chosen, hands);
    }
  }

  #awaitsCompany(): boolean {
    const waitMs = this.#lastClaimAt + companyMs - performance.now();
    if (waitMs <= 0 || this.free >= this.options.concurrency / 2) return false;
    this.#companyTimer ??= setTimeout(() => {
      this.#companyTimer = undefined;
      this.#fill();
    }, waitMs);
    return true;
  }

  /** Chooses at most `wanted` runs into `chosen`, the first in rank first. @returns the hands that they came from */
  #choose(wanted: number, chosen: HintedRun[]): Hand[] {
    const touched: Hand[] = [];
    for (const source of this.#sources()) {
      if (chosen.length === wanted) break;
      if (typeof source === 'string') this.#chooseWaiting(source, wanted, chosen);
      else {
        this.#chooseFrom(source, wanted, chosen);
        touched.push(source);
      }
    }
    for (const hand of touched) {
      hand.takings += 1;
      if (chosen.length === 0) this.#release(hand);
    }
    return touched;
  }

  /** Hints in hand, and hosts that have room and runs waiting, by rank. */
  #sources(): (Hand | string)[] {
    const now = Date.now();
    const waiting = this.#room.hosts().filter((host) => this.#mayBegin(host));
    const ranked: { source: Hand | string; rank: number; waitingSinceMs: number }[] = [];
    const add = (source: Hand | string, { priority, waitingSinceMs }: Omit<ReceivedHint, 'runs'>): void => {
      ranked.push({ source, rank: waitingRank(priority, now - waitingSinceMs), waitingSinceMs });
    };
    for (const hand of this.#hands) if (hand.left.length > 0) add(hand, hand);
    for (const host of waiting) add(host, this.#room.first(host)!);
    return ranked
      .sort((a, b) => a.rank - b.rank || a.waitingSinceMs - b.waitingSinceMs)
      .map(({ source }) => source);
  }

  #chooseFrom(hand: Hand, wanted: number, chosen: HintedRun[]): void {
    const deferred: HintedRun[] = [];
    let index = 0;
    for (; index < hand.left.length && chosen.length < wanted; index += 1) {
      const run = hand.left[index]!;
      if (this.#tryBegin(run)) chosen.push(run);
      else if (this.options.gate.admits(run.host) === 'later') deferred.push(run);
      else this.#room.add(run, hand);
    }
    hand.left.splice(0, index);
    if (deferred.length > 0) void this.#defer(deferred, hand);
  }

  #chooseWaiting(host: string, wanted: number, chosen: HintedRun[]): void {
    for (let run = this.#room.first(host); run !== undefined; run = this.#room.first(host)) {
      if (chosen.length === wanted || !this.#tryBegin(run)) return;
      chosen.push(this.#room.shift(host)!);
    }
  }

  #mayBegin(host: string): boolean {
    const admission = this.options.gate.admits(host);
    return admission === 'probe' || (admission === 'go' && this.#hosts.room(host) > 0);
  }

  #tryBegin({ id, host }: HintedRun): boolean {
    const admission = this.options.gate.admits(host);
    if (admission === 'go') return this.#hosts.tryBegin(host);
    if (admission !== 'probe') return false;
    // Whatever hangs at the host from before: one attempt has to try whether it is back.
    this.options.gate.begin(host, id);
    this.#hosts.begin(host);
    return true;
  }

  /** The hint is in hand until it is done: what BullMQ holds must not run ahead of what PostgreSQL has taken in. */
  async #defer(runs: HintedRun[], hand?: Hand): Promise<void> {
    if (hand !== undefined) hand.takings += 1;
    try {
      await this.options.defer(runs);
    } catch (error) {
      this.options.onError(error);
    } finally {
      if (hand !== undefined) this.#release(hand);
    }
  }

  async #claim(chosen: HintedRun[], hands: Hand[]): Promise<void> {
    this.#claims += 1;
    try {
      await this.options.claim(chosen);
    } catch (error) {
      this.options.onError(error);
    } finally {
      this.#claims -= 1;
      this.#lastClaimAt = performance.now();
      for (const hand of hands) this.#release(hand);
      this.#planFill();
    }
  }

  #release(hand: Hand): void {
    hand.takings -= 1;
    this.#settle(hand);
  }

  #settle(hand: Hand): void {
    if (hand.left.length > 0 || hand.takings > 0) return;
    this.#hands.delete(hand);
    hand.settle();
  }
}
