import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of the benchmark in a process of its own, so that its CPU time and memory are its own. */
export interface BenchChild {
  readonly pid: number;
  /** Sends a message and resolves with the next one that comes back. */
  ask<Answer>(message: object): Promise<Answer>;
  /** The next message that comes unasked, or as the answer to `tell`. */
  next<Answer>(): Promise<Answer>;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
}

/**
 * Starts a compiled file of bench/dist and waits for its first message, which says that it is ready.
 *
 * @param file relative to bench/dist
 * @param options handed over as one JSON argument
 * @throws Error when it ends before
 */
export async function startBenchChild<Ready>(
  file: string,
  options: object,
): Promise<{ child: BenchChild; ready: Ready }> {
  const running = fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), [JSON.stringify(options)], {
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const exited = once(running, 'exit');
  const lost = exited.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`)));
  // An end is a fault only for whoever waits for a message.
  lost.catch(() => undefined);
  const next = async <Answer>(): Promise<Answer> => {
    const [message] = (await Promise.race([once(running, 'message'), lost])) as [Answer];
    return message;
  };
  const ready = await next<Ready>();
  return { ready, child: { pid: running.pid!, next, ...commands(running, next, exited) } };
}

function commands(
  running: ChildProcess,
  next: <Answer>() => Promise<Answer>,
  exited: Promise<unknown>,
): Pick<BenchChild, 'ask' | 'stop'> {
  return {
    ask: async <Answer>(message: object) => {
      const answer = next<Answer>();
      running.send(message);
      return answer;
    },
    stop: async () => {
      running.kill('SIGTERM');
      await exited;
    },
  };
}

/** The options that `startBenchChild` was given. For the child itself. */
export function childOptions<Options>(): Options {
  return JSON.parse(process.argv[2]!) as Options;
}

/** Says a word to the process that started this one. For the child itself. */
export function tellParent(message: object): void {
  process.send!(message);
}

/** Ends this process when the one that started it says so, or is gone. For the child itself. */
export function endWithParent(): void {
  process.once('SIGTERM', () => process.exit(0));
  process.once('disconnect', () => process.exit(1));
}
