/**
 * Which hosts may be asked at the moment. A host that fails many times in a row, or says that it has too much, is left
 * alone by every listener for a while; then one attempt, made by one of them, decides whether it is back.
 *
 * If the process dies at any line: what the others know stands in `delivery_hosts`. A probe that it held is free when
 * its lease ends, failures that it had counted are forgotten, and a complaint that it had not written down yet is made
 * again by the next attempt.
 */
import type { Pool } from '@carillon/db';
import type { DeliveryErrorCode, FailureStreak, HostVerdict } from '@carillon/domain';
import { hostPauseMs, judgeHost, lengthenStreak, opensCircuit } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { Circuit } from './host-circuits.js';
import { HostCircuits } from './host-circuits.js';

export interface HostGateOptions {
  /** A name of its own for each process. */
  workerId: string;
  /** So many failures in a row open a circuit; 0: no number does. */
  breakerFailures: number;
  logger: Logger;
  /** Told that hosts are to be judged anew: closed, open, or ours to probe. */
  onChange(): void;
  /** Told that a host is back; it may be as weak as it was strong. */
  onReopen(host: string): void;
}

/**
 * `go`: as always. `probe`: one attempt. `wait`: for a moment, or until it is known how a probe ends. `later`: not before
 * `waitMs`.
 */
export type Admission = 'go' | 'probe' | 'wait' | 'later';

/** What came of one attempt, as far as its host is concerned. */
interface HostReport {
  host: string;
  runId: string;
  /** When the attempt began, by `performance.now()`. */
  startedAt: number;
  errorCode: DeliveryErrorCode | null;
  wishes: { slowsHost: boolean; retryAfterMs: number | null };
}

type Complaint = Extract<HostVerdict, 'failing' | 'overloaded'>;

/** What is left of a pause when putting runs off is no longer worth a write for each. */
const briefMs = 2_000;
/** Hosts beyond this number are forgotten, the first known first. */
const rememberedMax = 1_000;
/** A name longer than this is none, and not worth a row. */
const hostLengthMax = 300;
/** A pause that would become longer by less than this stays as it is: those in flight all say the same. */
const worthwhileMs = 1_000;

export class HostGate {
  readonly #circuits: HostCircuits;
  readonly #streaks = new Map<string, FailureStreak>();
  /** When circuits were last closed: what fails of the attempts from before tells nothing about the host now. */
  readonly #reopenedAt = new Map<string, number>();

  constructor(
    pool: Pool,
    private readonly options: HostGateOptions,
  ) {
    this.#circuits = new HostCircuits(pool, {
      ...options,
      onReopen: (host) => this.#noteReopened(host),
    });
  }

  start(): void {
    this.#circuits.start();
  }

  /** Writes down what is not yet written, and gives the probes back. */
  stop(): Promise<void> {
    return this.#circuits.stop();
  }

  /** Whether an attempt at the host may begin. Costs nothing while all circuits are closed. */
  admits(host: string): Admission {
    const circuit = this.#circuits.get(host);
    if (circuit === undefined) return 'go';
    const waitMs = circuit.blockedUntil - performance.now();
    if (waitMs > 0) return waitMs > briefMs ? 'later' : 'wait';
    if (circuit.probe?.runId === null) return 'probe';
    if (circuit.probe === null) this.#circuits.wantProbe(host);
    return 'wait';
  }

  /** Milliseconds until the host may be asked again; 0 for now. */
  waitMs(host: string): number {
    const circuit = this.#circuits.get(host);
    return circuit === undefined ? 0 : Math.max(0, circuit.blockedUntil - performance.now());
  }

  /** Begins the probe that `admits` has granted. */
  begin(host: string, runId: string): void {
    const probe = this.#circuits.get(host)?.probe;
    if (probe?.runId === null) probe.runId = runId;
  }

  /** The attempt was not made, or nobody knows what came of it. */
  withdraw(host: string, runId: string): void {
    if (this.#circuits.get(host)?.probe?.runId === runId) this.#circuits.giveBackProbe(host);
  }

  report(report: HostReport): void {
    const verdict = judgeHost({ errorCode: report.errorCode, slowsHost: report.wishes.slowsHost });
    const circuit = this.#circuits.get(report.host);
    if (circuit === undefined) this.#reportOfClosed(report, verdict);
    else if (circuit.probe?.runId === report.runId) this.#reportOfProbe(report, verdict, circuit);
    else if (verdict === 'overloaded' && report.wishes.retryAfterMs !== null) this.#prolong(report, circuit);
  }

  #reportOfClosed(report: HostReport, verdict: HostVerdict): void {
    const { host, startedAt } = report;
    if (verdict === 'well') this.#streaks.delete(host);
    if (verdict === 'overloaded') this.#open(report, verdict);
    if (verdict !== 'failing' || startedAt < (this.#reopenedAt.get(host) ?? -Infinity)) return;
    const streak = lengthenStreak(this.#streaks.get(host), performance.now());
    remember(this.#streaks, host, streak);
    if (opensCircuit(streak, this.options.breakerFailures)) this.#open(report, verdict);
  }

  #reportOfProbe(report: HostReport, verdict: HostVerdict, circuit: Circuit): void {
    const { host } = report;
    if (verdict === 'unknown') this.#circuits.giveBackProbe(host);
    else if (verdict === 'well') this.#circuits.close(host);
    else this.#circuits.reopen(host, this.#pauseFor(report, verdict, circuit.openedCount + 1));
  }

  #open(report: HostReport, verdict: Complaint): void {
    if (report.host.length > hostLengthMax) return;
    this.#streaks.delete(report.host);
    this.#circuits.open(report.host, this.#pauseFor(report, verdict, 1));
  }

  #prolong(report: HostReport, circuit: Circuit): void {
    const pause = this.#pauseFor(report, 'overloaded', circuit.openedCount);
    if (performance.now() + pause.pauseMs < circuit.blockedUntil + worthwhileMs) return;
    this.#circuits.open(report.host, pause);
  }

  #pauseFor(
    { errorCode, wishes }: HostReport,
    verdict: Complaint,
    openedCount: number,
  ): { pauseMs: number; reason: string } {
    const pauseMs = hostPauseMs({ verdict, openedCount, retryAfterMs: wishes.retryAfterMs });
    return { pauseMs, reason: errorCode ?? verdict };
  }

  #noteReopened(host: string): void {
    this.#streaks.delete(host);
    remember(this.#reopenedAt, host, performance.now());
    this.options.onReopen(host);
  }
}

function remember<Value>(map: Map<string, Value>, host: string, value: Value): void {
  map.delete(host);
  map.set(host, value);
  if (map.size > rememberedMax) map.delete(map.keys().next().value!);
}
