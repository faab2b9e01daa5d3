import type { Connection } from './connect.js';
import type { Failure } from './exchange.js';
import { FailureError } from './exchange.js';

/**
 * @param connection the connection whose making failed; undefined when the error came after it was open
 */
export function describeFailure(
  error: Error,
  hostAndPort: string,
  connection: Connection | undefined,
): Failure {
  if (error instanceof FailureError) return error.failure;
  return connection === undefined
    ? describeExchangeFailure(error, hostAndPort)
    : describeConnectFailure(error, hostAndPort, connection);
}

function describeConnectFailure(error: Error, hostAndPort: string, connection: Connection): Failure {
  const reason = reasonOf(error);
  const { proxy, connectedAt } = connection;
  if (connectedAt !== null && !isLoss(reason)) return describeTlsFailure(error, hostAndPort);
  if (connectedAt === null && proxy !== null) {
    const message = `The proxy ${proxy.hostAndPort} could not be reached (${reason})`;
    return { errorCode: 'proxy_failed', message };
  }
  if ('syscall' in error && error.syscall === 'getaddrinfo') {
    const errorCode = reason === 'ENOTFOUND' ? 'dns_not_found' : 'dns_failed';
    return { errorCode, message: `Host name of ${hostAndPort} could not be resolved (${reason})` };
  }
  const [errorCode, verb] = connectVerdicts[reason] ?? (['connect_failed', 'failed'] as const);
  const stage = connectedAt === null ? '' : ' during the TLS handshake';
  return { errorCode, message: `Connection to ${hostAndPort} ${verb}${stage} (${reason})` };
}

const connectVerdicts: Record<string, readonly [Failure['errorCode'], string]> = {
  ECONNREFUSED: ['connect_refused', 'was refused'],
  ETIMEDOUT: ['connect_timeout', 'timed out'],
};

/** Whether the connection itself went, while TLS was not to blame. */
function isLoss(reason: string): boolean {
  return ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(reason);
}

function describeTlsFailure(error: Error, hostAndPort: string): Failure {
  const message = `TLS handshake with ${hostAndPort} failed: ${error.message.trim()} (${reasonOf(error)})`;
  return { errorCode: 'tls_invalid', message };
}

function describeExchangeFailure(error: Error, hostAndPort: string): Failure {
  const reason = reasonOf(error);
  if (reason === 'UND_ERR_INVALID_ARG' || reason === 'UND_ERR_NOT_SUPPORTED') {
    return { errorCode: 'invalid_request', message: `The request cannot be sent: ${error.message}` };
  }
  if (reason === 'UND_ERR_CLOSED' || reason === 'UND_ERR_DESTROYED') {
    return { errorCode: 'shutdown', message: 'Not sent: the sender is shutting down' };
  }
  if (reason === 'UND_ERR_HEADERS_OVERFLOW') {
    return {
      errorCode: 'headers_too_large',
      message: `The response of ${hostAndPort} has too large headers`,
    };
  }
  // With TLS 1.3, a receiver's "no" to our certificate comes when the handshake is over for us.
  if (reason.startsWith('ERR_SSL_')) return describeTlsFailure(error, hostAndPort);
  if (isUnreadable(error)) {
    return {
      errorCode: 'invalid_response',
      message: `${hostAndPort} did not answer in HTTP: ${error.message}`,
    };
  }
  return {
    errorCode: 'connection_lost',
    message: `Connection to ${hostAndPort} was lost before the response was complete (${reason}); whether the request was handled is not known`,
  };
}

function isUnreadable(error: Error): boolean {
  // An end of the stream where none may be is a lost connection, not a wrong answer.
  if (error.name === 'HTTPParserError') return !error.message.includes('Invalid EOF state');
  // "bad response" and "bad upgrade": an answer that nobody asked for, such as 100 or 101.
  return error.name === 'SocketError' && error.message.startsWith('bad ');
}

/** The error's code; for a host with several addresses, the code of the first one's error. */
function reasonOf(error: Error): string {
  const code =
    codeOf(error) ?? ('errors' in error && Array.isArray(error.errors) ? codeOf(error.errors[0]) : null);
  return code ?? error.message;
}

function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
