/** Set by the sender, or meaningful for one connection only (hop by hop). */
const forbiddenNames: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'traceparent',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);

/** `webhook-` and `carillon-` are what a receiver trusts to come from us. */
const forbiddenPrefixes = ['proxy-', 'webhook-', 'carillon-'];

/** Whether a task may not set this header. Validation refuses it, the sender leaves it out. In any letter case. */
export function forbiddenHeader(name: string): boolean {
  const lowerCased = name.toLowerCase();
  return forbiddenNames.has(lowerCased) || forbiddenPrefixes.some((prefix) => lowerCased.startsWith(prefix));
}
