/**
 * Promise: a token is asked for once by however many attempts need it at the same moment, and waiting for it ends
 * with each attempt's own deadline. Tokens live in memory alone; after a restart they are asked for again.
 */
import { createHash } from 'node:crypto';
import type { WebhookAuth } from '@carillon/domain';
import { BoundedCache, authSecretName, escapeForHeader } from '@carillon/domain';
import type { Exchange, Failure, Transport } from './exchange.js';

export interface AuthRequest {
  auth: WebhookAuth;
  /** By name. */
  secrets: ReadonlyMap<string, string>;
  /** What is left of the attempt's time. */
  timeoutMs: number;
  /** As for the webhook itself. */
  proxyUrl: string | null;
  /** See `Transport.send`. */
  signal?: AbortSignal | undefined;
}

export interface AuthHeaders {
  /** Names and values in turn. */
  headers: string[];
  /** To be called when the receiver answered 401: the token they were made of is not used again. */
  forget(): void;
}

export interface Authenticator {
  /** Never rejects: whatever goes wrong is the failure, in words that hold no secret. */
  headersFor(request: AuthRequest): Promise<AuthHeaders | { failure: Failure }>;
}

type OAuth2 = Extract<WebhookAuth, { type: 'oauth2' }>;

interface TokenSlot {
  /** The token in use, until this moment of `performance.now()`. */
  token: string | null;
  usableUntil: number;
  pending: Promise<string | Failure> | null;
}

const tokensMax = 1_000;
/** A token request is not worth a whole attempt. */
const tokenTimeoutMs = 10_000;
/** What a token without `expires_in` is trusted for, and how long before its end none is used any more. */
const lifetime = { usualMs: 300_000, maxMs: 86_400_000, marginMs: 30_000 };

/** @param transport sends the token requests, so that they are judged like every other request */
export function createAuthenticator(transport: Transport): Authenticator {
  const slots = new BoundedCache<string, TokenSlot>(tokensMax);
  return {
    headersFor: async (request) => {
      const { auth, secrets } = request;
      const name = authSecretName(auth);
      const secret = secrets.get(name);
      if (secret === undefined) {
        return { failure: missingSecret(name) };
      }
      if (auth.type !== 'oauth2') return toHeaders(plainHeader(auth, secret), () => undefined);
      const slot = slots.getOrMake(slotKey(auth, secret), () => ({
        token: null,
        usableUntil: 0,
        pending: null,
      }));
      const token = await currentToken(slot, () => requestToken(transport, request, slot), request);
      if (typeof token !== 'string') return { failure: token };
      return toHeaders(['authorization', `Bearer ${token}`], () => {
        // Another attempt may have brought a newer one meanwhile.
        if (slot.token === token) slot.token = null;
      });
    },
  };
}

/** Why a request is not sent that needs a secret which does not exist. */
export function missingSecret(name: string): Failure {
  return { errorCode: 'secret_missing', message: `There is no secret ${name}` };
}

function plainHeader(auth: Exclude<WebhookAuth, OAuth2>, secret: string): [string, string] {
  switch (auth.type) {
    case 'basic':
      return ['authorization', basic(auth.username, secret)];
    case 'bearer':
      return ['authorization', `Bearer ${secret}`];
    case 'api_key':
      return [auth.header.toLowerCase(), secret];
  }
}

function toHeaders([name, value]: [string, string], forget: () => void): AuthHeaders | { failure: Failure } {
  if (escapeForHeader(value) !== null) return { headers: [name, value], forget };
  return { failure: authFailed(`The secret for ${name} has characters that no header may have`) };
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function authFailed(message: string): Failure {
  return { errorCode: 'auth_failed', message };
}

/** Holds no secret that could be read out of a heap dump's keys. */
function slotKey({ tokenUrl, clientId, scope, audience }: OAuth2, secret: string): string {
  const parts = JSON.stringify([tokenUrl, clientId, scope, audience, secret]);
  return createHash('sha256').update(parts).digest('base64');
}

async function currentToken(
  slot: TokenSlot,
  ask: () => Promise<string | Failure>,
  { timeoutMs, signal }: AuthRequest,
): Promise<string | Failure> {
  if (slot.token !== null && performance.now() < slot.usableUntil) return slot.token;
  slot.pending ??= ask().finally(() => {
    slot.pending = null;
  });
  return inTime(slot.pending, timeoutMs, signal);
}

/** The request belongs to all who wait for it, so that one of them ends by itself only. */
function inTime(
  pending: Promise<string | Failure>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<string | Failure> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      const errorCode = signal?.reason === 'lease_lost' ? 'lease_lost' : 'shutdown';
      settle({ errorCode, message: 'The attempt was stopped before its token was there' });
    };
    const onTimeout = () => settle(authFailed(`The token endpoint gave no token within ${timeoutMs} ms`));
    const timer = setTimeout(onTimeout, timeoutMs);
    const settle = (result: string | Failure) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
    };
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    pending.then(settle, reject);
  });
}

async function requestToken(
  transport: Transport,
  { auth, secrets, proxyUrl }: AuthRequest,
  slot: TokenSlot,
): Promise<string | Failure> {
  if (auth.type !== 'oauth2') throw new Error(`No token is asked for with ${auth.type}`);
  const { tokenUrl, clientId, clientSecret, scope, audience } = auth;
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== null) form.set('scope', scope);
  if (audience !== null) form.set('audience', audience);
  const startedAt = performance.now();
  const exchange = await transport.send({
    url: tokenUrl,
    method: 'POST',
    headers: [
      ...['accept', 'application/json', 'accept-encoding', 'identity'],
      ...['content-type', 'application/x-www-form-urlencoded'],
      // RFC 6749 §2.3.1: both are form-encoded before they are joined.
      ...['authorization', basic(formEncode(clientId), formEncode(secrets.get(clientSecret) ?? ''))],
    ],
    body: form.toString(),
    timeoutMs: tokenTimeoutMs,
    proxyUrl,
    tls: null,
  });
  const answer = readAnswer(exchange);
  if ('errorCode' in answer) return answer;
  slot.token = answer.token;
  slot.usableUntil = startedAt + answer.lifetimeMs - Math.min(lifetime.marginMs, answer.lifetimeMs / 2);
  return answer.token;
}

function formEncode(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice('x='.length);
}

/** Of an error's body only these words are told on: the rest may repeat what was sent. */
const knownErrors: readonly unknown[] = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
];

function readAnswer({ status, body, failure }: Exchange): { token: string; lifetimeMs: number } | Failure {
  if (failure !== null) return authFailed(`No token could be fetched: ${failure.message}`);
  const answer = parseObject(body);
  if (status !== 200) {
    const error = knownErrors.includes(answer['error']) ? ` (${answer['error'] as string})` : '';
    return authFailed(`The token endpoint answered ${status}${error}`);
  }
  const { access_token: token, token_type: type, expires_in: expiresIn } = answer;
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
    return authFailed('The token endpoint answered 200 without a usable access_token');
  }
  if (type !== undefined && (typeof type !== 'string' || type.toLowerCase() !== 'bearer')) {
    return authFailed('The token endpoint gave a token of another type than Bearer');
  }
  const seconds = Number(expiresIn ?? NaN);
  const lifetimeMs = seconds > 0 ? Math.min(seconds * 1_000, lifetime.maxMs) : lifetime.usualMs;
  return { token, lifetimeMs };
}

function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
