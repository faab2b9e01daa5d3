import { AppError } from '@carillon/domain';
import type { Request, RequestHandler, Response } from 'express';
import { setCaller } from '../auth/caller.js';
import type { Gate } from '../auth/gate.js';
import type { Authenticator } from '../auth/principal.js';
import { callWeight } from './rate-limits.js';
import { requestIdOf } from './request-id.js';

const calls = /^\/api\/(tasks\/[^/]+\/run|runs\/[^/]+\/replay|tasks\/(test-request|target-check))\/?$/i;

/** Finds out once for each request who makes it, and counts it. Whoever watches the health is asked nothing. */
export function identify(authenticator: Authenticator, gate: Gate): RequestHandler {
  const admit = async (request: Request, response: Response): Promise<void> => {
    // Addresses end up in logs and in histories.
    if (/[?&][^&]*cak_/i.test(decodeURIComponentSafely(request.url))) {
      throw new AppError('request.invalid', 'An API key must not stand in an address; revoke it.', {
        hint: 'Send it as `Authorization: Bearer <key>`.',
      });
    }
    const principal = await authenticator.authenticate(request);
    const origin = { ip: request.ip ?? null, requestId: requestIdOf(response) };
    await gate.pass(principal, origin, callsReceiver(request) ? callWeight : 1);
    setCaller(request, principal);
  };
  return (request, response, next) => {
    if (/^\/(api\/health(\/(live|ready))?|metrics)\/?$/.test(request.path)) return next();
    admit(request, response).then(() => next(), next);
  };
}

function callsReceiver({ method, path }: Request): boolean {
  return method === 'POST' && calls.test(path);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
