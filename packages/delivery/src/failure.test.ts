import { expect, test } from '@jest/globals';
import type { Connection } from './connect.js';
import { describeFailure } from './failure.js';

const error = (code: string, more: object = {}): Error => Object.assign(new Error('text'), { code, ...more });
const making = { proxy: null, connectedAt: null } as Connection;
const inHandshake = { ...making, connectedAt: 1 };
const toProxy = { ...making, proxy: { hostAndPort: 'proxy.test:3128' } } as Connection;
const lookUp = { syscall: 'getaddrinfo' };

test.each([
  ['dns_not_found', error('ENOTFOUND', lookUp), making],
  ['dns_failed', error('EAI_AGAIN', lookUp), making],
  ['connect_refused', error('ECONNREFUSED'), making],
  ['connect_refused', Object.assign(new AggregateError([error('ECONNREFUSED')])), making],
  ['connect_timeout', error('ETIMEDOUT'), making],
  ['connect_timeout', error('ETIMEDOUT'), inHandshake],
  ['connect_failed', error('EHOSTUNREACH'), making],
  ['connect_failed', error('ECONNRESET'), inHandshake],
  ['tls_invalid', error('CERT_HAS_EXPIRED'), inHandshake],
  ['proxy_failed', error('ECONNREFUSED'), toProxy],
  ['proxy_failed', error('ENOTFOUND', lookUp), toProxy],
  ['tls_invalid', error('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), undefined],
  ['headers_too_large', error('UND_ERR_HEADERS_OVERFLOW'), undefined],
  ['invalid_request', error('UND_ERR_INVALID_ARG'), undefined],
  ['shutdown', error('UND_ERR_CLOSED'), undefined],
  ['connection_lost', error('ECONNRESET'), undefined],
  ['connection_lost', error('UND_ERR_SOCKET'), undefined],
] as const)('%s is the word for %s', (errorCode, cause, connection) => {
  const failure = describeFailure(cause, 'receiver.test:443', connection);
  expect(failure.errorCode).toBe(errorCode);
  expect(failure.message.length).toBeGreaterThan(20);
});
