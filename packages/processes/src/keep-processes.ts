/**
 * Several processes of one program under one command, for machines with more cores than one process can use. The first
 * process only keeps the others alive; they share a port, where each connection is answered by one of them.
 *
 * If the first process dies at any line, the others learn it from the closed channel, finish what they have, and end.
 */
import type { Worker } from 'node:cluster';
import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { sumMetrics } from './metrics-sum.js';
import { stopSignal } from './stop-signal.js';

/** A process that dies while it starts would otherwise be started without a pause. */
const restartMs = 1_000;

/** `name` for the only process of a program, `name-1`, `name-2` … for each of several: they cannot fill one log file. */
export function processName(name: string): string {
  return cluster.worker === undefined ? name : `${name}-${cluster.worker.id}`;
}

/**
 * Keeps `count` processes alive until this one is told to stop, and says `ready` when all are. Each runs the same
 * program, finds `cluster.isWorker` true, and says `{ type: 'ready' }` when it serves.
 *
 * @returns the worst of their exit codes; that of the first one if it could not start
 */
export async function keepProcesses(count: number): Promise<number> {
  sumMetrics();
  const stopped = stopSignal();
  const stopping = new AbortController();
  const first = keepAlive(stopping.signal);
  const lives = [first];
  // What keeps the first one from starting would keep them all: so it is told once.
  const isFirstReady = first.ready.then(() => true);
  if (await Promise.race([isFirstReady, first.end.then(() => false), stopped.then(() => false)])) {
    for (let others = 1; others < count; others += 1) lives.push(keepAlive(stopping.signal));
    const over = Promise.race([stopped, ...lives.map(({ end }) => end)]);
    await Promise.race([Promise.all(lives.map(({ ready }) => ready)), over]);
    process.send?.({ type: 'ready' });
    await over;
  }
  stopping.abort();
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  const codes = await Promise.all(lives.map(({ end }) => end));
  // The channel to a supervisor would keep the process alive.
  if (process.connected) process.disconnect();
  return Math.max(...codes);
}

interface Life {
  /** Resolves when it is at work for the first time. */
  ready: Promise<void>;
  /** Resolves with the exit code of the last process: after a stop, or when the first one could not start. */
  end: Promise<number>;
}

function keepAlive(stopping: AbortSignal): Life {
  let becomeReady!: () => void;
  let wasReady = false;
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));
  const live = async (): Promise<number> => {
    for (;;) {
      const worker = cluster.fork();
      worker.on('message', (message: { type?: unknown }) => {
        if (message.type !== 'ready') return;
        wasReady = true;
        becomeReady();
      });
      const code = await exitOf(worker);
      if (stopping.aborted) return code ?? 0;
      if (!wasReady && code !== null && code !== 0) return code;
      await sleep(restartMs, undefined, { signal: stopping }).catch(() => undefined);
      if (stopping.aborted) return 0;
    }
  };
  return { ready, end: live() };
}

/** The exit code; null after a signal, or when the process could not even be made. */
function exitOf(worker: Worker): Promise<number | null> {
  return new Promise((resolve) => {
    worker.once('exit', resolve);
    // Also for every word to a process that is just dying, which its exit tells of.
    worker.on('error', () => {
      if (worker.process.pid === undefined) resolve(null);
    });
  });
}
