/** Web `Headers`, or Node's lower-cased names. */
export type HeaderSource = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** @returns null when the header is missing or empty; what was sent several times is joined, as HTTP has it */
export function readHeader(headers: HeaderSource, name: string): string | null {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return (typeof value === 'object' ? value?.join(', ') : value) || null;
}
