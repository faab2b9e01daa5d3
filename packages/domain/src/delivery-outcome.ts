import type { ReceiverWishes } from './receiver-wishes.js';

/** Where an attempt's time went, in milliseconds; null for a phase that was not reached or not needed (a reused connection has no dns, connect, tls). */
export interface DeliveryPhases {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
  totalMs: number;
}

/** Machine-readable reasons of an attempt that did not succeed; stored in `task_logs.error_code`. */
export const deliveryErrorWords = [
  'timeout',
  'dns_not_found',
  'dns_failed',
  'connect_refused',
  'connect_timeout',
  'connect_failed',
  'connection_lost',
  'proxy_failed',
  'tls_invalid',
  'blocked',
  'response_too_large',
  'headers_too_large',
  'invalid_response',
  'invalid_request',
  'template_invalid',
  'secret_missing',
  'auth_failed',
  'assertion_failed',
  'callback_failed',
  'callback_missed',
  'lease_lost',
  'deadline_passed',
  'shutdown',
] as const;

/** One of the words, or the status of a complete response that is no success: `status_500`. */
export type DeliveryErrorCode = (typeof deliveryErrorWords)[number] | `status_${number}`;

/** Whether another attempt could only fail in the same way. */
export function isPermanentFailure(errorCode: DeliveryErrorCode | null): boolean {
  return errorCode === 'blocked' || errorCode === 'template_invalid' || errorCode === 'status_410';
}

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
  wishes: ReceiverWishes;
}

/** How much of a response's body is read: what an assertion and the response contract may look at. */
export const responseBytesMax = 65_536;

/** The longest message that a task log keeps. */
export const messageBytesMax = 16_384;
