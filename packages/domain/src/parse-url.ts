/**
 * A URL, or null when it is none. Not `URL.canParse`: once it is hot, Node 20's fast path for it reads a Latin-1 text
 * as UTF-8 and refuses whatever has an é in it.
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
