import { BlockList, isIP } from 'node:net';
import { AppError, parseUrl } from '@carillon/domain';
import { canonicalAddress, familyOf } from './address-ranges.js';

/** A host as a URL's parser would write it, without brackets and final dot; null port: any. */
export interface HostAndPort {
  host: string;
  port: number | null;
}

/** What the operator lets through beside the public internet. */
export class AllowList {
  readonly #hosts = new Set<string>();
  /** By port; under null, for any. */
  readonly #ranges = new Map<number | null, BlockList>();

  /** Whether a range of addresses is allowed, so that a name may turn out to be allowed once it is resolved. */
  get hasRanges(): boolean {
    return this.#ranges.size > 0;
  }

  addRange({ network, prefix }: { network: string; prefix: number }, port: number | null): void {
    const block = this.#ranges.get(port) ?? new BlockList();
    block.addSubnet(network, prefix, familyOf(network));
    this.#ranges.set(port, block);
  }

  addHost({ host, port }: HostAndPort): void {
    this.#hosts.add(port === null ? host : `${host}:${port}`);
  }

  /** Whether the entry names this very host and port: the operator means it, whatever else stands against it. */
  namesExactly(host: string, port: number): boolean {
    return this.#hosts.has(`${host}:${port}`) || this.#covers(host, port);
  }

  allowsHost(host: string, port: number): boolean {
    return this.#hosts.has(host) || this.namesExactly(host, port);
  }

  /** @param address in its canonical spelling */
  allowsAddress(address: string, port: number): boolean {
    return this.#covers(address, null) || this.#covers(address, port);
  }

  #covers(address: string, port: number | null): boolean {
    return isIP(address) !== 0 && this.#ranges.get(port)?.check(address, familyOf(address)) === true;
  }
}

/**
 * Reads entries such as `10.0.0.0/8`, `fd00::/8`, `192.168.1.5`, `billing.corp`, `billing.corp:8080`, `[fd00::1]:80`.
 *
 * @throws AppError `config.invalid` naming the entry that cannot be read
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const list = new AllowList();
  for (const entry of entries) {
    if (entry.includes('/')) list.addRange(parseRange(entry), null);
    else {
      const { host, port } = parseHostAndPort(entry);
      const version = isIP(host);
      if (version === 0) list.addHost({ host, port });
      else list.addRange({ network: host, prefix: version === 4 ? 32 : 128 }, port);
    }
  }
  return list;
}

function parseRange(entry: string): { network: string; prefix: number } {
  const [, network = '', digits = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(entry) ?? [];
  const version = isIP(network);
  const prefix = Number(digits);
  if (version === 0 || prefix > (version === 4 ? 32 : 128)) {
    throw unreadable(entry, 'a range of addresses such as 10.0.0.0/8 or fd00::/8');
  }
  return { network, prefix };
}

/** @throws AppError `config.invalid` */
export function parseHostAndPort(entry: string): HostAndPort {
  // A bare IPv6 address ends in colon and digits as well.
  const bare = isIP(entry) === 6;
  const [, name = entry, digits] = bare ? [] : (/^(.+?)(?::(\d{1,5}))?$/.exec(entry) ?? []);
  const port = digits === undefined ? null : Number(digits);
  const url = bare ? `http://[${entry}]/` : `http://${name}/`;
  const isHost = !/[\s/?#@*\\]/.test(name) && parseUrl(url) !== null;
  if (!isHost || port === 0 || (port ?? 0) > 65_535) {
    throw unreadable(
      entry,
      'a range of addresses, an address, a host name, or one of the latter two with :port',
    );
  }
  return { host: hostOf(new URL(url)), port };
}

/** The host of a URL as an address in its canonical spelling, or as a name without its final dot. */
export function hostOf(url: URL): string {
  const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname.replace(/\.$/, '');
  return canonicalAddress(host) ?? host;
}

function unreadable(entry: string, expected: string): AppError {
  const message = `"${entry}" must be ${expected}`;
  return new AppError(
    'config.invalid',
    `The configuration is not valid. CARILLON_OUTBOUND_ALLOW: ${message}`,
    {
      fieldErrors: [{ path: 'CARILLON_OUTBOUND_ALLOW', message }],
    },
  );
}
