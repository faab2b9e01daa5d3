import type { deliveryErrorWords } from './delivery-outcome.js';

/** What people are told about an attempt that did not succeed; each a full sentence. */
export interface OutcomeExplanation {
  title: string;
  /** What happened. */
  meaning: string;
  advice: string;
}

type ErrorWord = (typeof deliveryErrorWords)[number];

const words: Record<ErrorWord, OutcomeExplanation> = {
  timeout: {
    title: 'Timed out',
    meaning: 'The response was not complete when the time of the attempt was over.',
    advice:
      'Let the receiver answer 202 and work afterwards, or raise timeoutMs. Whether it handled the request is not known.',
  },
  dns_not_found: {
    title: 'Host name not found',
    meaning: 'There is no address for the host name of the URL.',
    advice: 'Check the spelling of the host, and that its DNS entry exists where the listener runs.',
  },
  dns_failed: {
    title: 'Name service failed',
    meaning: 'The name service did not answer, so that the host could not be found.',
    advice: 'Check the DNS servers of the machine that the listener runs on; the attempt is repeated.',
  },
  connect_refused: {
    title: 'Connection refused',
    meaning: 'The machine is there, but nothing listens on that port.',
    advice: 'Start the receiver, and check the port of the URL and the firewall before it.',
  },
  connect_timeout: {
    title: 'No connection in time',
    meaning: 'The address did not answer the attempt to connect.',
    advice: 'Check that the receiver is up and that a firewall does not drop the connection silently.',
  },
  connect_failed: {
    title: 'Connection failed',
    meaning: 'The connection could not be made; the message says why.',
    advice: 'Check the route to the receiver: network, firewall, address family.',
  },
  connection_lost: {
    title: 'Connection lost',
    meaning: 'The connection ended before the response was complete.',
    advice:
      'Look at the logs of the receiver and of the proxies before it for that moment. Whether it handled the request is not known.',
  },
  proxy_failed: {
    title: 'Proxy failed',
    meaning: 'The HTTP proxy could not be reached, or refused to connect to the receiver.',
    advice: 'Check the address of the proxy and whether its rules let this receiver through.',
  },
  tls_invalid: {
    title: 'Certificate or TLS not accepted',
    meaning: 'No secure connection came about: the certificate or the protocol was refused.',
    advice:
      'Renew the certificate, check that it names the host, or give the authority that signed it as the CA of the task.',
  },
  blocked: {
    title: 'Address not allowed',
    meaning: 'The URL leads to an address that this installation does not send to; nothing was sent.',
    advice:
      'Use a public address, or let the operator allow this one in CARILLON_OUTBOUND_ALLOW. The attempt is not repeated.',
  },
  response_too_large: {
    title: 'Response too large',
    meaning: 'The response was longer than what is read of it.',
    advice: 'Let the receiver answer with less than 64 kB; a status and a short text are enough.',
  },
  headers_too_large: {
    title: 'Response headers too large',
    meaning: 'The headers of the response were longer than 16 kB.',
    advice: 'Let the receiver, or the proxy before it, send fewer or shorter headers.',
  },
  invalid_response: {
    title: 'Not an HTTP response',
    meaning: 'What came back could not be read as HTTP.',
    advice: 'Check that scheme and port fit each other: http to an https port looks like this.',
  },
  invalid_request: {
    title: 'Request cannot be sent',
    meaning: 'URL, method or headers make no valid request; nothing was sent.',
    advice: 'Correct the URL or the headers of the task; the message names the fault.',
  },
  template_invalid: {
    title: 'Template cannot be filled in',
    meaning:
      'A placeholder in URL, headers or payload is wrong, or its value cannot stand there; nothing was sent.',
    advice: 'Correct the placeholder that the message names.',
  },
  secret_missing: {
    title: 'Secret missing',
    meaning: 'The task names a secret that does not exist; nothing was sent.',
    advice: 'Create the secret under this name, or correct the name in the task.',
  },
  auth_failed: {
    title: 'Authentication could not be prepared',
    meaning: 'No token could be had, or a secret cannot be sent as a header; the webhook was not called.',
    advice:
      'Check the token URL, the client and its secret; the message says what the token endpoint answered.',
  },
  assertion_failed: {
    title: 'Response is not as asserted',
    meaning: 'The status was a success, but the body does not hold what the task asserts.',
    advice: 'Compare the kept response with the assertion, and correct the receiver or the assertion.',
  },
  callback_failed: {
    title: 'Failure reported',
    meaning: 'The receiver took the run on and reported later that it had failed.',
    advice: 'Look at what it reported, and at its own logs.',
  },
  callback_missed: {
    title: 'Call-back missed',
    meaning: 'The receiver took the run on, but did not report its end in time.',
    advice: 'Let it report progress with extendMs, or announce a longer carillon-callback-timeout.',
  },
  lease_lost: {
    title: 'Listener lost the run',
    meaning: 'The listener could not renew its claim in time and stopped the attempt.',
    advice:
      'See whether listener and PostgreSQL were overloaded or cut off; the receiver may have had the request.',
  },
  deadline_passed: {
    title: 'Deadline passed',
    meaning: 'The run was still open when its final deadline came.',
    advice: 'Raise deadlineMs, or look at what kept the run waiting: its lane, its retries, the receiver.',
  },
  shutdown: {
    title: 'Listener stopped',
    meaning: 'The listener was stopped while the attempt was under way.',
    advice: 'Nothing need be done: the run is tried again elsewhere.',
  },
};

const statuses: Record<number, OutcomeExplanation> = {
  400: {
    title: 'Bad request',
    meaning: 'The receiver could not read the request.',
    advice: 'Compare payload and headers with what the receiver expects.',
  },
  401: {
    title: 'Not authenticated',
    meaning: 'The receiver did not accept the credentials, or there were none.',
    advice: 'Set the authentication of the task, or renew the secret that it names.',
  },
  403: {
    title: 'Forbidden',
    meaning: 'The receiver knows the sender and does not let it do this.',
    advice: 'Give the credentials the permission, or check whether a firewall before the receiver refused.',
  },
  404: {
    title: 'Not found',
    meaning: 'There is nothing at this path of the receiver.',
    advice: 'Check path and query of the URL, and whether the route is deployed.',
  },
  405: {
    title: 'Method not allowed',
    meaning: 'The receiver does not take this HTTP method here.',
    advice: 'Set the httpMethod that the receiver expects.',
  },
  408: {
    title: 'Receiver timed out',
    meaning: 'The receiver gave up waiting for the request.',
    advice: 'Look for a slow network or an overloaded receiver; the attempt is repeated.',
  },
  409: {
    title: 'Conflict',
    meaning: 'The receiver refused the request in its present state.',
    advice: 'If the work was done already, let it answer 2xx to a webhook-id that it knows.',
  },
  410: {
    title: 'Gone',
    meaning: 'The receiver does not want this webhook any more.',
    advice: 'The task was paused: remove it, or correct its URL and resume it.',
  },
  413: {
    title: 'Payload too large',
    meaning: 'The receiver does not take a body of this size.',
    advice: 'Send less, for example a link to the data, or raise the limit of the receiver.',
  },
  429: {
    title: 'Too many requests',
    meaning: 'The receiver asked for fewer requests; all tasks to this host are slowed down.',
    advice: 'Spread the schedules, limit their lane, or have the receiver’s limit raised.',
  },
  503: {
    title: 'Service unavailable',
    meaning: 'The receiver is overloaded or in maintenance; all tasks to this host are slowed down.',
    advice: 'Wait for it to come back; the attempt is repeated, after Retry-After where it is given.',
  },
  504: {
    title: 'Gateway timeout',
    meaning: 'A proxy before the receiver gave up waiting for it.',
    advice:
      'Let the receiver answer sooner, or raise the time of that proxy. The request may have been handled.',
  },
};

const statusClasses: Record<string, OutcomeExplanation> = {
  '1': {
    title: 'Unexpected status',
    meaning: 'The receiver ended with a status that ends no request.',
    advice: 'Check the receiver, or the proxy before it.',
  },
  '2': {
    title: 'Success not accepted',
    meaning: 'The receiver answered with a success that did not count as one.',
    advice: 'Check what the task expects of the response.',
  },
  '3': {
    title: 'Redirected',
    meaning: 'The receiver sent the request elsewhere; redirects are not followed.',
    advice: 'Put the final address into the URL; the location header of the response names it.',
  },
  '4': {
    title: 'Refused by the receiver',
    meaning: 'The receiver answered that the request is at fault.',
    advice: 'The kept response often says what is wrong: correct the task, or the receiver.',
  },
  '5': {
    title: 'Receiver failed',
    meaning: 'The receiver, or a proxy before it, answered that it failed.',
    advice: 'Look at the logs of the receiver for that moment; the attempt is repeated.',
  },
};

/** What an attempt's error code means, or null for none and for one that is not known. */
export function explainOutcome(errorCode: string | null): OutcomeExplanation | null {
  if (errorCode === null) return null;
  if (Object.hasOwn(words, errorCode)) return words[errorCode as ErrorWord];
  const status = /^status_([1-5]\d\d)$/.exec(errorCode)?.[1];
  if (status === undefined) return null;
  return statuses[Number(status)] ?? statusClasses[status[0]!] ?? null;
}
