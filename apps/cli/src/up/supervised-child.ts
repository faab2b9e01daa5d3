/**
 * One child process that is kept alive.
 *
 * The promise: until it is told to stop, a child that dies is started again, later each time it dies young. The child
 * runs in a process group of its own, so Ctrl-C in the terminal reaches the supervisor alone, and when a child is gone
 * its group goes with it. If the supervisor dies, the child learns it from the closed IPC channel and ends by itself.
 */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { AppError } from '@carillon/domain';
import { LineSplitter } from './line-splitter.js';

export interface ChildSpec {
  name: string;
  /** A script for Node. It says `process.send({ type: 'ready' })` when it serves. */
  script: string;
  args?: string[];
  /** Set over the supervisor's own environment. */
  env: Record<string, string>;
  /** How long the first start may take, restarts included. */
  readyTimeoutMs: number;
  colour: (text: string) => string;
  /** Children stop one after the other, lowest first. */
  order: number;
  /** How long the next one in that order waits for this one. */
  patienceMs: number;
}

/** A restart comes `firstMs` after the first death, then twice as late each time up to `maxMs`. */
export interface RestartDelays {
  firstMs: number;
  maxMs: number;
  /** A child that lived this long begins again at `firstMs`. */
  resetAfterMs: number;
}

export interface ChildReports {
  /** A line of the child's output, without its end. */
  onOutput: (line: string) => void;
  /** What the supervisor has to say about the child. */
  onNotice: (line: string) => void;
}

/** Exit codes by which a child says that another try cannot help: usage, configuration, port or server not available. */
const finalExitCodes = new Set([2, 3, 7]);

export class SupervisedChild {
  /** Settles with the first start: ready, or refused with `server.start_failed`. */
  readonly ready: Promise<void>;
  private settle!: { resolve: () => void; reject: (error: Error) => void };
  private process: ChildProcess | null = null;
  private exited: Promise<void> = Promise.resolve();
  private wasReady = false;
  private stopping = false;
  private deaths = 0;
  private lastWords = '';
  private restartTimer: NodeJS.Timeout | undefined;
  private readyTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly spec: ChildSpec,
    private readonly delays: RestartDelays,
    private readonly reports: ChildReports,
  ) {
    this.ready = new Promise((resolve, reject) => (this.settle = { resolve, reject }));
    this.ready.catch(() => undefined);
  }

  get pid(): number | null {
    return this.process?.pid ?? null;
  }

  start(): void {
    this.expectReady((message) => this.refuse(`${message}.`));
    this.spawn();
  }

  private expectReady(otherwise: (message: string) => void): void {
    const { name, readyTimeoutMs } = this.spec;
    const message = `${name} was not ready within ${readyTimeoutMs / 1_000} s`;
    clearTimeout(this.readyTimer);
    this.readyTimer = setTimeout(() => otherwise(message), readyTimeoutMs);
  }

  private spawn(): void {
    const { script, args = [], env } = this.spec;
    const child = fork(script, args, {
      // eslint-disable-next-line no-restricted-properties -- handed on whole to the children; nothing in it is read here.
      env: { ...process.env, ...env },
      execArgv: [],
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const bornAt = performance.now();
    this.process = child;
    this.readLines(child);
    child.on('message', (message) => {
      if ((message as { type?: unknown } | null)?.type === 'ready') this.becomeReady();
    });
    this.exited = new Promise((resolve) => {
      // `close` comes after `exit`, when the output has been read to its end; a child that never was has `error` only.
      child.once('close', (code, signal) => {
        this.bury(child);
        this.afterDeath(code, signal, performance.now() - bornAt);
        resolve();
      });
      child.once('exit', () => killGroup(child));
      child.once('error', (error) => {
        if (child.pid !== undefined) return;
        this.bury(child);
        this.refuse(`${this.spec.name} could not be started: ${error.message}`);
        resolve();
      });
    });
  }

  private readLines(child: ChildProcess): void {
    for (const stream of [child.stdout, child.stderr]) {
      const lines = new LineSplitter((line) => {
        if (line.trim() !== '') this.lastWords = line.trim();
        this.reports.onOutput(line);
      });
      stream?.on('data', (chunk: Buffer) => lines.push(chunk));
      stream?.on('end', () => lines.end());
    }
  }

  private becomeReady(): void {
    clearTimeout(this.readyTimer);
    if (this.wasReady) this.reports.onNotice(`${this.spec.name} is back.`);
    this.wasReady = true;
    this.settle.resolve();
  }

  private refuse(message: string): void {
    clearTimeout(this.readyTimer);
    this.settle.reject(new AppError('server.start_failed', message));
  }

  private bury(child: ChildProcess): void {
    if (this.process === child) this.process = null;
  }

  private afterDeath(code: number | null, signal: NodeJS.Signals | null, lifeMs: number): void {
    if (this.stopping) return;
    const { name } = this.spec;
    const end = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
    if (!this.wasReady && code !== null && finalExitCodes.has(code)) {
      this.refuse(`${name} ${end}${this.lastWords === '' ? '' : `: ${this.lastWords}`}`);
      return;
    }
    this.deaths = lifeMs >= this.delays.resetAfterMs ? 0 : this.deaths;
    const delayMs = Math.min(this.delays.firstMs * 2 ** this.deaths, this.delays.maxMs);
    this.deaths += 1;
    this.reports.onNotice(`${name} ${end}; it starts again in ${delayMs / 1_000} s.`);
    this.restartTimer = setTimeout(() => this.restart(), delayMs);
  }

  private restart(): void {
    this.spawn();
    if (!this.wasReady) return;
    this.expectReady((message) => {
      this.reports.onNotice(`${message} and is killed.`);
      if (this.process !== null) killGroup(this.process);
    });
  }

  /** SIGTERM; SIGKILL for what still lives at the deadline (of `performance.now()`). Resolves when it is gone. */
  async stop(deadline: number): Promise<void> {
    this.rest();
    const child = this.process;
    if (child === null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(
      () => {
        this.reports.onNotice(`${this.spec.name} did not stop in time and is killed.`);
        killGroup(child);
      },
      Math.max(0, deadline - performance.now()),
    );
    await this.exited;
    clearTimeout(timer);
  }

  /** Ends it and its group at once. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.rest();
    if (this.process !== null) killGroup(this.process);
    await this.exited;
  }

  /** From now on a death is final. */
  rest(): void {
    this.stopping = true;
    clearTimeout(this.restartTimer);
    clearTimeout(this.readyTimer);
  }
}

/** The child and whatever it has started. Its group is named by the child's id as long as one member lives. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
