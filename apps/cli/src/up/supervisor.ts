/** The child processes of `carillon up`, together: started at once, stopped in order, their output side by side. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ChildReports, ChildSpec, RestartDelays } from './supervised-child.js';
import { SupervisedChild } from './supervised-child.js';

export type { ChildSpec, RestartDelays } from './supervised-child.js';

export interface SupervisorOptions {
  children: ChildSpec[];
  /** Receives every line, prefixed with the padded name of who said it. */
  onLine: (line: string) => void;
  restartDelays?: RestartDelays;
  /** How long a stop may take until what still lives is killed. Default 8000. */
  stopTimeoutMs?: number;
}

const defaultDelays: RestartDelays = { firstMs: 500, maxMs: 15_000, resetAfterMs: 30_000 };

export class Supervisor {
  private readonly children: SupervisedChild[];
  private readonly stopTimeoutMs: number;

  constructor({ children, onLine, restartDelays = defaultDelays, stopTimeoutMs = 8_000 }: SupervisorOptions) {
    const width = Math.max(...children.map(({ name }) => name.length));
    this.stopTimeoutMs = stopTimeoutMs;
    this.children = children.map((spec) => {
      const prefix = spec.colour(`${spec.name.padEnd(width)} |`);
      const reports: ChildReports = {
        onOutput: (line) => onLine(`${prefix} ${line}`),
        onNotice: (line) => onLine(line),
      };
      return new SupervisedChild(spec, restartDelays, reports);
    });
  }

  /**
   * Starts all children and resolves when all are ready. Restarts go on in the background from then.
   *
   * @throws AppError `server.start_failed` with the reason of the first child that cannot start; the others still run
   */
  async start(): Promise<void> {
    for (const child of this.children) child.start();
    await Promise.all(this.children.map(({ ready }) => ready));
  }

  /** Process ids by name, null for a child that is between two lives. */
  pids(): Record<string, number | null> {
    return Object.fromEntries(this.children.map(({ spec, pid }) => [spec.name, pid]));
  }

  /**
   * Stops one after the other in their order, so that what a child needs outlives it, unless the child has had all the
   * patience there is. Resolves when all are gone.
   */
  async stop(): Promise<void> {
    for (const child of this.children) child.rest();
    const deadline = performance.now() + this.stopTimeoutMs;
    const inOrder = [...this.children].sort((a, b) => a.spec.order - b.spec.order);
    const stops: Promise<void>[] = [];
    for (const child of inOrder) {
      const gone = child.stop(deadline);
      stops.push(gone);
      await Promise.race([gone, delay(child.spec.patienceMs, undefined, { ref: false })]);
    }
    await Promise.all(stops);
  }

  async kill(): Promise<void> {
    await Promise.all(this.children.map((child) => child.kill()));
  }
}
