import type { parseVariables } from './load.js';
import {
  apiVariables,
  listenerVariables,
  outboundVariables,
  publisherVariables,
  webVariables,
} from './variables.js';

/** What webhooks may reach and how; the options of the transport and of the address guard. */
export interface OutboundConfig {
  /** Ranges of addresses, hosts and `host:port` beside the public internet. */
  outboundAllow: string[];
  /** Whether plain http may be called. */
  outboundHttp: boolean;
  outboundProxyUrl: string | null;
  /** PEM text. */
  outboundCa: string | null;
  /** `host:port` of our own services, which no webhook may reach. */
  ownAddresses: string[];
}

/** The variables of whoever calls webhooks: how, and where everything listens that they must not reach. */
export const outboundAndOwnVariables = {
  ...outboundVariables,
  CARILLON_API_HOST: apiVariables.CARILLON_API_HOST,
  CARILLON_API_PORT: apiVariables.CARILLON_API_PORT,
  CARILLON_WEB_HOST: webVariables.CARILLON_WEB_HOST,
  CARILLON_WEB_PORT: webVariables.CARILLON_WEB_PORT,
  CARILLON_PUBLISHER_HOST: publisherVariables.CARILLON_PUBLISHER_HOST,
  CARILLON_PUBLISHER_PORT: publisherVariables.CARILLON_PUBLISHER_PORT,
  CARILLON_LISTENER_HOST: listenerVariables.CARILLON_LISTENER_HOST,
  CARILLON_LISTENER_PORT: listenerVariables.CARILLON_LISTENER_PORT,
};

type Values = ReturnType<typeof parseVariables<typeof outboundAndOwnVariables>>;
interface Services {
  DATABASE_URL: string | null;
  REDIS_URL: string | null;
}

export function toOutboundConfig(values: Values & Services): OutboundConfig {
  return {
    outboundAllow: values.CARILLON_OUTBOUND_ALLOW,
    outboundHttp: values.CARILLON_OUTBOUND_HTTP === '1',
    outboundProxyUrl: values.CARILLON_OUTBOUND_PROXY,
    outboundCa: values.CARILLON_OUTBOUND_CA,
    ownAddresses: [
      ...addressOf(values.DATABASE_URL, 5_432),
      ...addressOf(values.REDIS_URL, 6_379),
      toAddress(values.CARILLON_API_HOST, values.CARILLON_API_PORT),
      toAddress(values.CARILLON_WEB_HOST, values.CARILLON_WEB_PORT),
      toAddress(values.CARILLON_PUBLISHER_HOST, values.CARILLON_PUBLISHER_PORT),
      toAddress(values.CARILLON_LISTENER_HOST, values.CARILLON_LISTENER_PORT),
    ],
  };
}

/** Nothing for a service behind a socket in the file system. */
function addressOf(url: string | null, port: number): string[] {
  const parsed = url === null ? null : new URL(url);
  return parsed === null || parsed.hostname === '' ? [] : [`${parsed.hostname}:${parsed.port || port}`];
}

function toAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
