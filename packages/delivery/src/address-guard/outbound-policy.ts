import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { canonicalAddress, describeSpecialAddress } from './address-ranges.js';
import type { AllowList, HostAndPort } from './allow-list.js';
import { parseAllowList, parseHostAndPort } from './allow-list.js';

export interface OutboundOptions {
  /** What may be called beside the public internet; see `parseAllowList`. Default: nothing. */
  allow?: readonly string[];
  /** False refuses plain http. Default true. */
  allowHttp?: boolean;
  /** `host:port` of PostgreSQL, Redis, the API and whatever else is ours. Never called, unless `allow` names the very
   * `host:port`: that a range of `allow` covers it is not enough. */
  ownAddresses?: readonly string[];
}

/** Which targets may be called. Made once; judging changes nothing. */
export interface OutboundPolicy {
  allow: AllowList;
  allowHttp: boolean;
  own: OwnServices;
}

/** @throws AppError `config.invalid` */
export function createOutboundPolicy(options: OutboundOptions): OutboundPolicy {
  return {
    allow: parseAllowList(options.allow ?? []),
    allowHttp: options.allowHttp ?? true,
    own: findOwnServices((options.ownAddresses ?? []).map(parseHostAndPort)),
  };
}

/** Where a connection would lead. The host is a name or an address as `hostOf` gives it. */
export interface Endpoint {
  host: string;
  port: number;
}

/** The addresses of our own services, as far as they are known without a resolver. */
interface OwnServices {
  /** `host:port`. */
  endpoints: ReadonlySet<string>;
  /** Of what listens on this machine. */
  localPorts: ReadonlySet<number>;
  /** Of what is known by name only: it may have any of the inner addresses. */
  namedPorts: ReadonlySet<number>;
}

function findOwnServices(own: HostAndPort[]): OwnServices {
  const everywhere = Object.values(networkInterfaces()).flatMap(
    (all) => all?.map(({ address }) => address) ?? [],
  );
  const endpoints = new Set<string>();
  const localPorts = new Set<number>();
  const namedPorts = new Set<number>();
  for (const { host, port } of own) {
    if (port === null) continue;
    const hosts = host === '0.0.0.0' || host === '::' ? everywhere : [host];
    for (const name of hosts) endpoints.add(`${name}:${port}`);
    const special = describeSpecialAddress(host);
    if (host === 'localhost' || hosts === everywhere || special === 'a loopback address')
      localPorts.add(port);
    else if (isIP(host) === 0) namedPorts.add(port);
  }
  return { endpoints, localPorts, namedPorts };
}

function isOwnService(
  address: string,
  port: number,
  { special, own }: { special: string | null; own: OwnServices },
): boolean {
  if (own.endpoints.has(`${address}:${port}`)) return true;
  if (special === 'a loopback address' || special === 'the unspecified address')
    return own.localPorts.has(port);
  return special !== null && own.namedPorts.has(port);
}

/** Ports above 1023 at which something answers that a web page may not reach either (fetch's "bad ports"). */
const badPorts = new Set([
  ...[1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566],
  ...[6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080],
]);
const lowPorts = new Set([80, 443]);

const specialName = /(^|\.)(localhost|internal|local)$/;

/** Whether a name is one of those that only lead to the inside: of one label, or of a suffix for inner use. */
function isSpecialName(host: string): boolean {
  return !host.includes('.') || specialName.test(host);
}

/**
 * Judges a target before anything is known of its name's addresses.
 *
 * @param resolvedHere whether `judgeAnswers` will have the last word; otherwise a proxy resolves the name
 * @returns why it is refused, or null
 */
export function judgeEndpoint(
  endpoint: Endpoint,
  policy: OutboundPolicy,
  resolvedHere: boolean,
): string | null {
  const { host, port } = endpoint;
  if (policy.allow.namesExactly(host, port)) return null;
  if (policy.own.endpoints.has(`${host}:${port}`)) return `${host}:${port} is a service of this installation`;
  if ((port < 1_024 && !lowPorts.has(port)) || badPorts.has(port)) {
    return `Port ${port} is not one that webhooks may be sent to`;
  }
  if (isIP(host) !== 0) return judgeAddress(host, host, { port, policy });
  if (!isSpecialName(host) || policy.allow.allowsHost(host, port)) return null;
  if (resolvedHere && policy.allow.hasRanges) return null;
  return `${host} is a name for inner use`;
}

/**
 * Judges the addresses that a name was resolved to, or the one that a socket is connected to.
 *
 * @returns why the target is refused, or null. One forbidden address among public ones is enough: no honest name
 * has such a mixture, but one that is bound to a new address between two looks has it.
 */
export function judgeAnswers(
  { host, port }: Endpoint,
  addresses: readonly string[],
  policy: OutboundPolicy,
): string | null {
  for (const address of addresses) {
    const refusal = judgeAddress(address, host, { port, policy });
    if (refusal !== null) return refusal;
  }
  return null;
}

function judgeAddress(
  answer: string,
  host: string,
  { port, policy }: { port: number; policy: OutboundPolicy },
): string | null {
  const { allow } = policy;
  const address = canonicalAddress(answer) ?? answer;
  if (allow.namesExactly(host, port) || allow.namesExactly(address, port)) return null;
  const special = describeSpecialAddress(address);
  if (isOwnService(address, port, { special, own: policy.own })) {
    return `${host}:${port} is a service of this installation`;
  }
  if (allow.allowsHost(host, port) || allow.allowsAddress(address, port)) return null;
  if (special !== null) return address === host ? `${host} is ${special}` : `${host} leads to ${special}`;
  return isIP(host) === 0 && isSpecialName(host) ? `${host} is a name for inner use` : null;
}
