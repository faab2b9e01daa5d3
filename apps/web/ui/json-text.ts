/** What keeps a text from being stored and sent as JSON, or null; nothing at all is no fault. */
export function faultOfJson(text: string, bytesMax = Infinity): string | null {
  if (text.trim() === '') return null;
  let lost: number | null = null;
  try {
    JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === 'number' && isLossy(value)) lost = value;
      return value;
    });
  } catch (error) {
    return `Not JSON: ${(error as Error).message}`;
  }
  if (lost !== null) {
    return `A number has more digits than JSON numbers keep on their way (about ${String(lost)}); write it as text, in quotes.`;
  }
  return bytesOf(text) > bytesMax ? `At most ${bytesMax / 1_024} kB.` : null;
}

const isLossy = (value: number): boolean =>
  !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Indented by two; null when that would lose something, or the text is no JSON. */
export function formatJson(text: string): string | null {
  if (text.trim() === '' || faultOfJson(text) !== null) return null;
  return JSON.stringify(JSON.parse(text), null, 2);
}
