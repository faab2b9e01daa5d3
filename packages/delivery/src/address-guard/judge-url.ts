import { parseUrl, taskLimits } from '@carillon/domain';
import type { Failure } from '../exchange.js';
import { hostOf } from './allow-list.js';
import type { Endpoint, OutboundPolicy } from './outbound-policy.js';
import { judgeEndpoint } from './outbound-policy.js';

/** Where a request goes. */
export interface Target extends Endpoint {
  origin: string;
  /** With the query string. */
  path: string;
  /** For messages; an IPv6 address stands in brackets. */
  hostAndPort: string;
}

/**
 * The friendly check when a task is saved. What a name leads to is judged when it is called.
 *
 * @returns a sentence that says why the URL would not be called, or null
 */
export function judgeUrl(url: string, policy: OutboundPolicy): string | null {
  const target = parseTarget(url, policy, true);
  return 'errorCode' in target ? target.message : null;
}

/**
 * Reads a URL and judges it. The parser goes first, since only its result tells what `0x7f.1` means.
 *
 * @param resolvedHere false when a proxy will resolve the name
 */
export function parseTarget(text: string, policy: OutboundPolicy, resolvedHere: boolean): Target | Failure {
  const url = parseUrl(text);
  if (url === null) return invalid('The webhook URL is not a valid URL');
  const fault = describeFault(text, url);
  if (fault !== null) return invalid(fault);
  const host = hostOf(url);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (url.protocol === 'http:' && !policy.allowHttp) {
    return blocked('Plain http is switched off in this installation; use https');
  }
  const refusal = judgeEndpoint({ host, port }, policy, resolvedHere);
  if (refusal !== null) return blocked(refusal);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    ...{ host, port },
    origin: `${url.protocol}//${shownHost}${url.port === '' ? '' : `:${port}`}`,
    path: url.pathname + url.search,
    hostAndPort: `${shownHost}:${port}`,
  };
}

function describeFault(text: string, url: URL): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `The webhook URL must begin with http:// or https://, not ${url.protocol}//`;
  }
  if (text.length > taskLimits.urlLengthMax || url.href.length > taskLimits.urlLengthMax) {
    return `The webhook URL is longer than ${taskLimits.urlLengthMax} characters`;
  }
  // Sent without them, the request would fail at the receiver for a reason that nobody could see.
  if (url.username !== '' || url.password !== '') {
    return 'The webhook URL carries a user name or a password; set a header in its place';
  }
  if (text.includes('#'))
    return 'The webhook URL carries a fragment, which is never sent; leave out # and what follows';
  return null;
}

function invalid(message: string): Failure {
  return { errorCode: 'invalid_request', message };
}

export function blocked(refusal: string): Failure {
  return { errorCode: 'blocked', message: `The address guard refuses this target: ${refusal}` };
}
