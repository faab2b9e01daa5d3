/**
 * Several listeners under one command, for machines with more cores than one process can use. The first process only
 * keeps the others alive; they share the health port, where each request is answered by one of them.
 *
 * If the first process dies at any line, the others learn it from the closed channel, finish what they have, and end.
 */
import type { Worker } from 'node:cluster';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopSignal } from '../worker/stop-signal.js';
import { sumMetrics } from './listener-metrics.js';
import type { ListenerOverrides } from './run-listener.js';

/** A process that dies while it starts would otherwise be started without a pause. */
const restartMs = 1_000;

/** Runs `processes` listeners until it is told to stop; its exit code is the worst of theirs. */
export async function runListenerProcesses(processes: number, overrides: ListenerOverrides): Promise<void> {
  if (processes === 1 || cluster.isWorker) {
    const { runListener } = await import('./run-listener.js');
    return runListener(overrides);
  }
  sumMetrics();
  const stopped = stopSignal();
  const isStopping = { value: false };
  const lives = Array.from({ length: processes }, () => keepAlive(isStopping));
  const failed = Promise.race(lives.map(({ end }) => end));
  await Promise.race([Promise.all(lives.map(({ ready }) => ready)), failed, stopped]);
  process.send?.({ type: 'ready' });
  await Promise.race([stopped, failed]);
  isStopping.value = true;
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  process.exitCode = Math.max(...(await Promise.all(lives.map(({ end }) => end))));
  if (process.connected) process.disconnect();
}

interface Life {
  /** Resolves when it is at work for the first time. */
  ready: Promise<void>;
  /** Resolves with the exit code of the last process: after a stop, or when the first one could not start. */
  end: Promise<number>;
}

function keepAlive(isStopping: { value: boolean }): Life {
  let becomeReady!: () => void;
  let wasReady = false;
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));
  const live = async (): Promise<number> => {
    for (;;) {
      const worker: Worker = cluster.fork();
      worker.on('message', (message: { type?: unknown }) => {
        if (message.type !== 'ready') return;
        wasReady = true;
        becomeReady();
      });
      const [code] = (await once(worker, 'exit')) as [number | null];
      if (isStopping.value || (!wasReady && code !== null && code !== 0))
        return code ?? (isStopping.value ? 0 : 1);
      await sleep(restartMs);
      if (isStopping.value) return 0;
    }
  };
  return { ready, end: live() };
}
