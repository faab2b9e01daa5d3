import cluster from 'node:cluster';
import { constants } from 'node:os';

/** A terminal's Ctrl-C reaches a process twice when npm stands in between; a person's second one comes later. */
const sameSignalMs = 700;

/**
 * Resolves at the first SIGTERM or SIGINT, or when the process that started this one is gone. A second signal ends the
 * process at once, with the shell's code for it.
 */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    const onSignal = (signal: 'SIGTERM' | 'SIGINT'): void => {
      if (firstAt !== null && Date.now() - firstAt > sameSignalMs)
        process.exit(128 + constants.signals[signal]);
      firstAt ??= Date.now();
      resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
    const { worker } = cluster;
    // Node would end a process of a cluster at once, in the middle of what it does.
    worker?.once('disconnect', () => (worker.exitedAfterDisconnect = true));
    process.once('disconnect', () => resolve('the end of its supervisor'));
  });
}
