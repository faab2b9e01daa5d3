import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** A process of ours, as its supervisor would start it. */
export interface CarillonProcess {
  readonly pid: number;
  /** Resolves with the exit code, or with null after a signal. */
  readonly exited: Promise<number | null>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Sends a signal: SIGSTOP freezes the process, SIGCONT wakes it. */
  signal(signal: NodeJS.Signals): void;
}

/**
 * Starts a script and waits until it says over its IPC channel that it is ready.
 *
 * @param options.env the whole environment, apart from PATH
 * @param options.logFile takes what it prints
 * @throws Error when it ends before it is ready
 */
export async function startCarillonProcess(
  args: string[],
  options: { env: Record<string, string>; logFile: string },
): Promise<CarillonProcess> {
  // Where Next's types are loaded too, they want a NODE_ENV in every environment.
  const env = { PATH: process.env.PATH ?? '', ...options.env } as unknown as NodeJS.ProcessEnv;
  const child: ChildProcess = spawn(process.execPath, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(options.logFile);
  child.stdout!.pipe(log, { end: false });
  child.stderr!.pipe(log, { end: false });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const tooEarly = exited.then((code) => {
    throw new Error(`${args.join(' ')} ended with ${code} before it was ready; see ${options.logFile}`);
  });
  await Promise.race([once(child, 'message'), tooEarly]);
  // From here on an end is no fault.
  tooEarly.catch(() => undefined);
  return {
    pid: child.pid!,
    exited,
    end(signal) {
      child.kill(signal);
      return exited;
    },
    signal: (signal) => void child.kill(signal),
  };
}
