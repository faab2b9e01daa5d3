/**
 * The circuits that are not closed, as `delivery_hosts` has them: read once a second and after every change of our own.
 * A change holds here at once, and is written as soon as PostgreSQL takes it.
 *
 * If the process dies at any line: a change that was not written is lost with it, and a probe ends with its lease.
 */
import type { HostPause, Pool } from '@carillon/db';
import {
  failProbes,
  giveBackProbes,
  listBlockedHosts,
  openHosts,
  passProbes,
  takeProbes,
} from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import { Loop } from '../worker/loop.js';

export interface Circuit {
  /** By `performance.now()`. */
  blockedUntil: number;
  /** How often it has opened since it was closed. */
  openedCount: number;
  /** The probe, when it is ours; `runId` is null until an attempt has begun. */
  probe: { runId: string | null; takenAt: number } | null;
}

export interface HostCircuitsOptions {
  workerId: string;
  logger: Logger;
  onChange(): void;
  onReopen(host: string): void;
}

type Change = 'open' | 'fail probe' | 'pass probe' | 'give back probe';
interface Write {
  change: Change;
  /** For the changes that open a circuit. */
  reason: string;
}

const refreshMs = 1_000;
/** Renewed with every refresh; a listener that dies with a probe keeps the others from it for so long. */
const probeLeaseMs = 5_000;
/** A probe that found no run for so long is somebody else's turn. */
const unusedProbeMs = 1_000;

export class HostCircuits {
  readonly #circuits = new Map<string, Circuit>();
  /** Changes that are not written yet. While there is one, what the table says about its host is old. */
  #writes = new Map<string, Write>();
  /** Hosts to probe for which there are runs. */
  readonly #wanted = new Set<string>();
  readonly #loop: Loop;

  constructor(
    private readonly pool: Pool,
    private readonly options: HostCircuitsOptions,
  ) {
    this.#loop = new Loop(
      () => this.#synchronize(),
      (error) => {
        options.logger.warn('The hosts that are left alone could not be shared; tried again.', { error });
        return refreshMs;
      },
    );
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    for (const [host, { probe }] of this.#circuits) if (probe !== null) this.giveBackProbe(host);
    await this.#flush().catch((error: unknown) =>
      this.options.logger.warn('The hosts that are left alone could not be shared at the end.', { error }),
    );
  }

  get(host: string): Circuit | undefined {
    return this.#circuits.get(host);
  }

  /** Asks for the probe of a host whose pause is over. */
  wantProbe(host: string): void {
    if (this.#wanted.has(host)) return;
    this.#wanted.add(host);
    this.#loop.wake();
  }

  /** Opens a circuit, or prolongs the pause of an open one. */
  open(host: string, { pauseMs, reason }: { pauseMs: number; reason: string }): void {
    const openedCount = this.#circuits.get(host)?.openedCount ?? 1;
    this.#block(host, { blockedUntil: performance.now() + pauseMs, openedCount, probe: null });
    this.#write(host, { change: 'open', reason });
    this.options.logger.warn('A host is left alone for a while.', { host, reason, pauseMs });
  }

  /** Opens a circuit again whose probe is ours and has failed. */
  reopen(host: string, { pauseMs, reason }: { pauseMs: number; reason: string }): void {
    const openedCount = this.#circuits.get(host)!.openedCount + 1;
    this.#block(host, { blockedUntil: performance.now() + pauseMs, openedCount, probe: null });
    this.#write(host, { change: 'fail probe', reason });
    this.options.logger.warn('A host is not back, and is left alone again.', { host, reason, pauseMs });
  }

  /** Closes a circuit whose probe is ours and went well. */
  close(host: string): void {
    this.#write(host, { change: 'pass probe', reason: '' });
    this.#forget(host);
    this.options.onChange();
  }

  giveBackProbe(host: string): void {
    this.#circuits.get(host)!.probe = null;
    this.#wanted.delete(host);
    this.#write(host, { change: 'give back probe', reason: '' });
    this.options.onChange();
  }

  #block(host: string, circuit: Circuit): void {
    this.#circuits.set(host, circuit);
    this.#wanted.delete(host);
    this.options.onChange();
  }

  #forget(host: string): void {
    this.#circuits.delete(host);
    this.#wanted.delete(host);
    this.options.logger.info('A host is back.', { host });
    this.options.onReopen(host);
  }

  #write(host: string, write: Write): void {
    this.#writes.set(host, write);
    this.#loop.wake();
  }

  async #synchronize(): Promise<number> {
    await this.#flush();
    await this.#takeProbes();
    await this.#refresh();
    return refreshMs;
  }

  async #flush(): Promise<void> {
    if (this.#writes.size === 0) return;
    const writes = this.#writes;
    this.#writes = new Map();
    const { workerId } = this.options;
    const hostsOf = (change: Change): string[] =>
      [...writes].filter(([, write]) => write.change === change).map(([host]) => host);
    const pausesOf = (change: Change): HostPause[] =>
      hostsOf(change).map((host) => ({
        host,
        reason: writes.get(host)!.reason,
        pauseMs: Math.max(0, (this.#circuits.get(host)?.blockedUntil ?? 0) - performance.now()),
      }));
    try {
      await openHosts(this.pool, pausesOf('open'));
      await failProbes(this.pool, workerId, pausesOf('fail probe'));
      await passProbes(this.pool, workerId, hostsOf('pass probe'));
      await giveBackProbes(this.pool, workerId, hostsOf('give back probe'));
    } catch (error) {
      // Repeating those that were written does no harm: their probes are no longer ours, their pauses are there.
      this.#writes = new Map([...writes, ...this.#writes]);
      throw error;
    }
  }

  async #takeProbes(): Promise<void> {
    const now = performance.now();
    for (const [host, { probe }] of this.#circuits) {
      if (probe?.runId === null && now - probe.takenAt > unusedProbeMs) this.giveBackProbe(host);
    }
    const held = [...this.#circuits].filter(([, { probe }]) => probe !== null).map(([host]) => host);
    const hosts = [...new Set([...held, ...this.#wanted])];
    const { workerId } = this.options;
    const taken = await takeProbes(this.pool, { workerId, hosts, leaseMs: probeLeaseMs });
    for (const host of taken) {
      const circuit = this.#circuits.get(host);
      if (circuit === undefined || circuit.probe !== null || this.#writes.has(host)) continue;
      circuit.probe = { runId: null, takenAt: performance.now() };
      this.#wanted.delete(host);
      this.options.onChange();
    }
  }

  async #refresh(): Promise<void> {
    const blocked = await listBlockedHosts(this.pool);
    const now = performance.now();
    const gone = new Set(this.#circuits.keys());
    for (const { host, openedCount, waitMs, probeBy } of blocked) {
      gone.delete(host);
      if (this.#writes.has(host)) continue;
      const known = this.#circuits.get(host);
      const probe = probeBy === this.options.workerId ? (known?.probe ?? null) : null;
      this.#circuits.set(host, { blockedUntil: now + waitMs, openedCount, probe });
    }
    for (const host of gone) if (!this.#writes.has(host)) this.#forget(host);
    // Also when nothing has changed but the time: a pause may be over.
    if (gone.size + blocked.length > 0) this.options.onChange();
  }
}
