import { BlockList, isIP } from 'node:net';

/** Addresses that are not the public internet, by what they are; the IANA special-purpose registries and more. */
const forbiddenRanges: Record<string, string[]> = {
  'a loopback address': ['127.0.0.0/8', '::1/128'],
  'a private address': ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
  // Among them the addresses at which clouds serve their metadata: 169.254.169.254, 169.254.170.2.
  'a link-local address': ['169.254.0.0/16', 'fe80::/10'],
  'a multicast or broadcast address': ['224.0.0.0/4', '255.255.255.255/32', 'ff00::/8'],
  // A public address, by which Azure serves its virtual machines.
  'a service of the cloud host': ['168.63.129.16/32'],
  'the unspecified address': ['0.0.0.0/8', '::/128'],
  'a reserved address': [
    ...['192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24'],
    ...['192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '240.0.0.0/4'],
    // Teredo, ORCHID and benchmarking; documentation; 6to4; AS112; documentation.
    ...['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'],
  ],
};

const forbidden = Object.entries(forbiddenRanges).map(([kind, ranges]) => ({
  kind,
  block: toBlockList(ranges),
}));
/** What IANA hands out as public IPv6. Everything else is refused, whatever it may become. */
const publicIpv6 = toBlockList(['2000::/3']);
const mappedIpv4 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** What is wrong with an address as a target: "a loopback address"; null for one in the public internet. */
export function describeSpecialAddress(address: string): string | null {
  const canonical = canonicalAddress(address);
  if (canonical === null) return 'not a valid address';
  const family = familyOf(canonical);
  const found = forbidden.find(({ block }) => block.check(canonical, family));
  if (found !== undefined) return found.kind;
  if (family === 'ipv6' && !publicIpv6.check(canonical, family)) return 'outside of the public IPv6 internet';
  return null;
}

/**
 * The one spelling of an address, in which an IPv6 form that means an IPv4 address (`::ffff:127.0.0.1`) is that
 * address; null for what is no address and for one with a zone, which only this machine could understand.
 */
export function canonicalAddress(address: string): string | null {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return null;
  if (version === 4) return address;
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = mappedIpv4.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return canonical;
  const [upper, lower] = [parseInt(high, 16), parseInt(low, 16)];
  return [upper >> 8, upper & 255, lower >> 8, lower & 255].join('.');
}

export function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function toBlockList(ranges: string[]): BlockList {
  const block = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    block.addSubnet(network, Number(prefix), familyOf(network));
  }
  return block;
}
