import type { HintedRun, ReceivedHint } from '@carillon/domain';

/** A run that is due and whose host has no room. It is not claimed: any listener may still take it. */
export type WaitingRun = HintedRun & Omit<ReceivedHint, 'runs'>;

/** Runs kept beyond this number are forgotten; whoever has room for them is told of them again by the rescuer. */
const waitingMax = 10_000;

/** Where runs wait for room at their host, so that the hint they came with does not stand in the way of others. */
export class WaitingRoom {
  readonly #byHost = new Map<string, Map<string, WaitingRun>>();
  #size = 0;

  /** Hosts for which somebody waits. */
  hosts(): string[] {
    return [...this.#byHost.keys()];
  }

  /** The ids of all who wait. */
  ids(): string[] {
    return [...this.#byHost.values()].flatMap((runs) => [...runs.keys()]);
  }

  add(run: HintedRun, { priority, waitingSinceMs }: Omit<ReceivedHint, 'runs'>): void {
    const runs = this.#byHost.get(run.host) ?? new Map<string, WaitingRun>();
    if (this.#size >= waitingMax || runs.has(run.id)) return;
    this.#byHost.set(run.host, runs.set(run.id, { ...run, priority, waitingSinceMs }));
    this.#size += 1;
  }

  /** Who waits longest for this host, without taking it out. */
  first(host: string): WaitingRun | undefined {
    return this.#byHost.get(host)?.values().next().value;
  }

  /** Takes out who waits longest for this host. */
  shift(host: string): WaitingRun | undefined {
    const first = this.first(host);
    if (first === undefined) return undefined;
    const runs = this.#byHost.get(host)!;
    runs.delete(first.id);
    if (runs.size === 0) this.#byHost.delete(host);
    this.#size -= 1;
    return first;
  }

  /** Takes out all who wait for this host. */
  takeAll(host: string): WaitingRun[] {
    const runs = [...(this.#byHost.get(host)?.values() ?? [])];
    this.#byHost.delete(host);
    this.#size -= runs.length;
    return runs;
  }

  clear(): void {
    this.#byHost.clear();
    this.#size = 0;
  }
}
