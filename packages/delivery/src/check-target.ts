import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import type { Target } from './address-guard/judge-url.js';
import type { Connector } from './connect.js';
import type { TargetCertificate, TargetCheck } from './exchange.js';
import { describeFailure } from './failure.js';

/** A connector of its own, so that no session is resumed, and what it has resolved. */
export interface Probe {
  connector: Connector;
  addressesOf: (host: string) => string[] | null;
}

/** Connects as a request would, up to the end of the TLS handshake, and hangs up. Never rejects. */
export async function checkTarget(
  { connector, addressesOf }: Probe,
  { host, port, origin, hostAndPort }: Target,
): Promise<TargetCheck> {
  const [error, socket] = await new Promise<buildConnector.CallbackArgs>((resolve) => {
    const protocol = origin.startsWith('https:') ? 'https:' : 'http:';
    connector.connect({ hostname: host, port: String(port), protocol }, (...made) => resolve(made));
  });
  const addresses = isIP(host) === 0 ? addressesOf(host) : [host];
  if (error !== null) {
    const failure = describeFailure(error, hostAndPort, connector.failedConnection(error));
    return { addresses, failure, tls: null };
  }
  const tls = socket instanceof TLSSocket ? certificateOf(socket) : null;
  socket.destroy();
  return { addresses, failure: null, tls };
}

function certificateOf(socket: TLSSocket): TargetCertificate {
  const { subject, issuer, valid_from: from, valid_to: to } = socket.getPeerCertificate();
  return {
    protocol: socket.getProtocol(),
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validFrom: new Date(from).toISOString(),
    validTo: new Date(to).toISOString(),
  };
}

/** An authority may have an organisation and no name of its own, and either of them several times. */
function nameOf({ CN, O }: { CN?: string | string[]; O?: string | string[] }): string {
  return [CN, O].flat().find((name) => name !== undefined && name !== '') ?? '';
}
