import type { QueueErrorListener } from './connection.js';

/** More kinds of errors than this at a time are one flood, and the oldest is forgotten. */
const kindsMax = 50;

/**
 * During an outage a worker emits the same error many times a second. The first of a kind is passed on at once,
 * then one per interval with the number of those kept back. A kind is the message with its digits left out.
 */
export function throttleErrors(
  listener: QueueErrorListener,
  intervalMs = 10_000,
  now: () => number = Date.now,
): (error: unknown) => void {
  const kinds = new Map<string, { lastAt: number; suppressed: number }>();
  return (thrown) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const kind = `${error.name} ${error.message.slice(0, 200).replace(/\d+/g, '#')}`;
    const seen = kinds.get(kind);
    if (seen && now() - seen.lastAt < intervalMs) {
      seen.suppressed += 1;
      return;
    }
    kinds.delete(kind);
    kinds.set(kind, { lastAt: now(), suppressed: 0 });
    const oldest = kinds.keys().next();
    if (kinds.size > kindsMax && !oldest.done) kinds.delete(oldest.value);
    listener(error, seen?.suppressed ?? 0);
  };
}
