/** Up to which message each channel was looked at in this browser. */
const key = 'carillon.read-messages';

export function readMarks(): Readonly<Record<string, string>> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

/** Takes the newest message for read. */
export function markRead(channel: string, messageId: string): void {
  const marks = readMarks();
  if ((marks[channel] ?? '') >= messageId) return;
  try {
    localStorage.setItem(key, JSON.stringify({ ...marks, [channel]: messageId }));
  } catch {
    // A browser that keeps nothing counts anew each time.
  }
}
