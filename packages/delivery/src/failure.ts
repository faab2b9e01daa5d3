import type { DeliveryErrorCode } from '@carillon/domain';
import type { Connection } from './connect.js';

/** Why an attempt failed, for programs and for people. Holds no header, no query string, no password. */
export interface Failure {
  errorCode: DeliveryErrorCode;
  message: string;
}

/**
 * @param connection the connection whose making failed; undefined when the error came after it was open
 */
export function describeFailure(
  error: Error,
  hostAndPort: string,
  connection: Connection | undefined,
): Failure {
  return connection === undefined
    ? describeExchangeFailure(error, hostAndPort)
    : describeConnectFailure(error, hostAndPort, connection);
}

function describeConnectFailure(error: Error, hostAndPort: string, connection: Connection): Failure {
  if (connection.connectedAt !== null) {
    return {
      errorCode: 'tls_failed',
      message: `TLS handshake with ${hostAndPort} failed: ${error.message.trim()} (${reasonOf(error)})`,
    };
  }
  if ('syscall' in error && error.syscall === 'getaddrinfo') {
    const message = `Host name of ${hostAndPort} could not be resolved (${reasonOf(error)})`;
    return { errorCode: 'dns_failed', message };
  }
  const reason = reasonOf(error);
  const verb = reason === 'ECONNREFUSED' ? 'was refused' : 'failed';
  return { errorCode: 'connect_failed', message: `Connection to ${hostAndPort} ${verb} (${reason})` };
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
    return { errorCode: 'invalid_response', message: `The response of ${hostAndPort} has too large headers` };
  }
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
