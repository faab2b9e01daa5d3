import { setTimeout as wait } from 'node:timers/promises';
import type { BackendFactory, IQueueBackend } from 'bullmq';
import type { HintStore } from './backend.js';
import { createHintBackend } from './backend.js';
import { blockSecondsMax } from './worker-options.js';

/** BullMQ asks again at once after most errors: on a server that refuses, a loop at full speed. */
const refusedPauseMs = 250;

/**
 * The backend of a worker, which tells when the server has answered: BullMQ's own signs of life say nothing
 * about a connection that hangs.
 */
export function watchBackend(onAnswer: () => void): BackendFactory<IQueueBackend, HintStore> {
  return (name, opts, extra) => {
    const backend = createHintBackend(name, opts, extra);

    const moveToActive = backend.moveToActive.bind(backend);
    backend.moveToActive = async (token, workerName) => {
      try {
        // The array that BullMQ's interface calls any[] is passed through unread.
        const answer = (await moveToActive(token, workerName)) as unknown[];
        onAnswer();
        return answer;
      } catch (error) {
        await wait(refusedPauseMs);
        throw error;
      }
    };

    // A worker with all hands full asks for nothing, but renews its locks.
    const extendLocks = backend.extendLocks.bind(backend);
    backend.extendLocks = async (jobIds, tokens, duration) => {
      const failed = await extendLocks(jobIds, tokens, duration);
      onAnswer();
      return failed;
    };

    // Redis ends a blocking read by a timer of its own that ticks ten times a second, so a delayed hint would be up
    // to 100 ms late. The read is left behind at the due time and, lest it take a wake-up with it, awaited next time.
    const waitForJob = backend.waitForJob.bind(backend);
    let read: ReturnType<typeof waitForJob> | null = null;
    backend.waitForJob = async (blockSeconds) => {
      const current = (read ??= waitForJob(blockSeconds).finally(() => (read = null)));
      return Promise.race([current, wakeAfter(blockSeconds * 1_000, current)]);
    };

    // On PostgreSQL a worker would sleep up to an hour and rely on LISTEN alone.
    Object.defineProperty(backend, 'maximumBlockTimeout', { value: blockSecondsMax });
    return backend;
  };
}

/** Resolves after the time given, unless the other settles first. */
async function wakeAfter(delayMs: number, unless: Promise<unknown>): Promise<null> {
  const cancel = new AbortController();
  unless.then(
    () => cancel.abort(),
    () => cancel.abort(),
  );
  try {
    return await wait(Math.ceil(delayMs), null, { signal: cancel.signal });
  } catch {
    return null;
  }
}
