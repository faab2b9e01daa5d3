import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebConfig } from '@carillon/config';

export interface PageHeaders {
  place: WebConfig['place'];
  /** Lets Next's development client evaluate code and be styled, and leads to GraphiQL, which the API then serves. */
  dev: boolean;
}

/**
 * Sets what protects a page. Scripts run only with the nonce of their own answer; Next reads it from the request's
 * copy of the policy and gives it to its scripts. The request also says its own address, which Next tells no layout, and
 * what this installation is called. By `x-middleware-subrequest` Next knows requests of its own, which never come from
 * outside.
 */
export function givePageHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { place, dev }: PageHeaders,
): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // Positions of menus and heights of virtual rows are style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  request.headers['content-security-policy'] = policy;
  delete request.headers['x-middleware-subrequest'];
  request.headers['carillon-address'] = request.url;
  // A name may have any letters, a header may not.
  request.headers['carillon-place'] = encodeURIComponent(JSON.stringify({ ...place, hasGraphiql: dev }));
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
}
