/** What an address names that no public network leads to, as far as the address itself tells; null: nothing. */
export function privateAddressOf(url: string): string | null {
  const host = hostOf(url);
  const isPrivate = host.includes(':') ? isPrivateV6(host) : isPrivateName(host) || isPrivateV4(host);
  return isPrivate ? host : null;
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.toLowerCase().replace(/^\[|\]$/g, '');
  } catch {
    // Still being written: no host yet.
    return '';
  }
}

function isPrivateName(host: string): boolean {
  return /^localhost$|\.(localhost|local|internal|home\.arpa)$/.test(host);
}

/** `URL` has written every form of such an address as four numbers. */
function isPrivateV4(host: string): boolean {
  return /^(0|10|127)\.\d|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
    /^[\d.]+$/.test(host) ? host : '',
  );
}

function isPrivateV6(host: string): boolean {
  return /^::1?$|^f[cd]|^fe[89ab]|^::ffff:(7f|a[0-9a-f]{2}:|c0a8|a9fe)/.test(host);
}
