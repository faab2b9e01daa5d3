import type { DeliveryErrorCode, DeliveryPhases, HttpMethod } from '@carillon/domain';

/** One request, composed to the last byte; what it means is no concern of whoever sends it. */
export interface HttpRequest {
  url: string;
  method: HttpMethod;
  /** Names and values in turn. */
  headers: string[];
  body: string | null;
  /** One absolute deadline over waiting, DNS, connect, TLS, send and receive. At most 2^31 - 1. */
  timeoutMs: number;
  /** A proxy for this request, in place of the installation's: `http://[user:password@]host:port`. */
  proxyUrl: string | null;
  /** PEM text; `ca` in place of the installation's authorities. */
  tls: { ca: string | null; certificate: string | null; key: string | null } | null;
}

/** What became of a request. A status of any kind is no failure here. */
export interface Exchange {
  /** Null when no complete status line arrived. */
  status: number | null;
  /** Lower-cased names, without set-cookie. */
  headers: Record<string, string> | null;
  /** At most `responseBytesMax`. */
  body: Buffer;
  /** False when there was more. */
  bodyComplete: boolean;
  failure: Failure | null;
  phases: DeliveryPhases;
}

/** Why no complete response came, for programs and for people. Holds no header, no query string, no password. */
export interface Failure {
  errorCode: DeliveryErrorCode;
  message: string;
}

/** How a target is reached, learnt by a connection that carries no request. */
export interface TargetCheck {
  /** What its name leads to; null where a proxy resolves it, or it was not looked up. */
  addresses: string[] | null;
  /** Why no connection came about; null when one did. */
  failure: Failure | null;
  /** Null over plain http, and without a connection. */
  tls: TargetCertificate | null;
}

/** The certificate of a receiver, which was accepted. Instants are ISO 8601 UTC. */
export interface TargetCertificate {
  /** `TLSv1.3` */
  protocol: string | null;
  subject: string;
  issuer: string;
  validFrom: string;
  validTo: string;
}

/** A failure on its way up through code that knows only errors. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export interface Transport {
  /**
   * Sends once. Never rejects: whatever goes wrong is the exchange's failure.
   *
   * @param signal ends it early; the reason 'lease_lost' becomes that error code, any other 'shutdown'
   */
  send(request: HttpRequest, signal?: AbortSignal): Promise<Exchange>;
  /** Connects to a target and sends it nothing. Never rejects. */
  check(target: Pick<HttpRequest, 'url' | 'proxyUrl' | 'tls'>): Promise<TargetCheck>;
  /** Lets the open requests end, then closes all connections. What is sent afterwards ends as 'shutdown'. */
  close(): Promise<void>;
}
