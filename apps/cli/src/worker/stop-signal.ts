import { constants } from 'node:os';

/** A terminal's Ctrl-C reaches a process twice when npm stands in between; a person's second one comes later. */
const sameSignalMs = 700;

/**
 * Resolves at the first SIGTERM or SIGINT, or when the supervisor that started the process is gone. A second signal
 * ends the process at once, with the shell's code for it.
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
    process.once('disconnect', () => resolve('the end of its supervisor'));
  });
}
