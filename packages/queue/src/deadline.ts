/** Thrown by `withDeadline`; the work itself goes on and its outcome is dropped. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';

  constructor(readonly timeoutMs: number) {
    super(`No answer within ${timeoutMs} ms`);
  }
}

/**
 * BullMQ and node-redis wait for a dead server without end, so nothing here awaits them directly.
 *
 * @throws DeadlineExceeded when the work has not settled in time
 */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => undefined);
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlineExceeded(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for the end of the work, whatever it is, but no longer than given. Never rejects. */
export async function settled(work: Promise<unknown>, timeoutMs: number): Promise<void> {
  try {
    await withDeadline(work, timeoutMs);
  } catch {
    // The caller goes on in any case.
  }
}
