/** Where an attempt's time went, in milliseconds; null for a phase that was not reached or not needed (a reused connection has no dns, connect, tls). */
export interface DeliveryPhases {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
  totalMs: number;
}

/** Machine-readable reasons of an attempt that did not succeed; stored in `task_logs.error_code`. */
export const deliveryErrorCodes = [
  'http_status',
  'timeout',
  'dns_failed',
  'connect_failed',
  'connection_lost',
  'tls_failed',
  'response_too_large',
  'invalid_response',
  'invalid_request',
  'lease_lost',
  'deadline_passed',
  'shutdown',
] as const;
export type DeliveryErrorCode = (typeof deliveryErrorCodes)[number];

/** What came of one attempt at a webhook. A failure is data, never an exception. */
export interface DeliveryOutcome {
  ok: boolean;
  /** Null when no complete status line arrived. */
  httpStatus: number | null;
  /** The response body or the error, at most `messageBytesMax` bytes of UTF-8 text. */
  message: string;
  messageTruncated: boolean;
  errorCode: DeliveryErrorCode | null;
  responseHeaders: Record<string, string> | null;
  phases: DeliveryPhases;
}

/** The longest message that a task log keeps. */
export const messageBytesMax = 16_384;
