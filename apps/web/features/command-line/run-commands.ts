import { quoted } from './shell';

/** The command line that sends a run again, and waits for what comes of it. */
export function sendAgainCommand(origin: string, action: 'retry' | 'replay', id: string): string {
  return `carillon runs ${action} ${id} --wait --api-url ${quoted(origin)}`;
}
