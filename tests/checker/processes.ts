import { readFileSync } from 'node:fs';
import type { Evidence } from './evidence.js';

const ownFaults =
  /unhandledRejection|UnhandledPromise|uncaughtException|should not have happened|MaxListenersExceeded/;

/** I12, clean: no process ended that was not told to, each with the exit code it should have, none with a fault of its own. */
export function checkProcesses({ processes }: Evidence): string[] {
  return processes.flatMap(({ name, exit, mayEndWith, logFile }) => {
    const faults: string[] = [];
    if (exit !== null && mayEndWith === undefined)
      faults.push(`I12: ${name} ended by itself with ${exit.code ?? 'a signal'} (${logFile})`);
    if (exit !== null && mayEndWith !== undefined && !mayEndWith.includes(exit.code))
      faults.push(`I12: ${name} ended with ${exit.code ?? 'a signal'} (${logFile})`);
    const fault = ownFaults.exec(readFileSync(logFile, 'utf8'));
    if (fault !== null) faults.push(`I12: ${name} logged ${fault[0]} (${logFile})`);
    return faults;
  });
}
