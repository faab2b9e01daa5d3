import type { Session } from './client-event.js';

/** How long a credential is trusted that was taken away meanwhile, at most. */
export const confirmWithinMs = 30_000;
export const sweepIntervalMs = 1_000;
/** From then on a credential is looked at again, */
const dueAfterMs = 20_000;
/** over so many sweeps, even if all sockets came at the same moment. */
const sweepsMax = (confirmWithinMs - dueAfterMs) / sweepIntervalMs - 1;

/**
 * The sockets whose credentials are to be looked at in this sweep: so many that each of them is in time, however many
 * there are, and no more, so that thousands which came together do not ask PostgreSQL together.
 *
 * @param socketCount of all that are open
 */
export function toConfirm<Socket extends { data: Pick<Session, 'checkedAtMs'> }>(
  sockets: Iterable<Socket>,
  { socketCount, nowMs }: { socketCount: number; nowMs: number },
): Socket[] {
  const budget = Math.ceil(socketCount / sweepsMax);
  const due: Socket[] = [];
  for (const socket of sockets) {
    if (due.length >= budget) break;
    if (nowMs - socket.data.checkedAtMs > dueAfterMs) due.push(socket);
  }
  return due;
}
