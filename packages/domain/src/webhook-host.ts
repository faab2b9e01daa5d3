/**
 * The host and port that a URL names, in lower case: what the receivers of two tasks have in common when one of them
 * hangs. `''` when the URL cannot be read.
 */
export function webhookHost(url: string): string {
  const found = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url);
  if (found === null) return '';
  const [, scheme = '', host = ''] = found;
  const hasPort = /:\d+$/.test(host);
  return `${host}${hasPort ? '' : scheme.toLowerCase() === 'https' ? ':443' : ':80'}`.toLowerCase();
}
