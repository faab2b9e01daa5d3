import { AppError } from '@carillon/domain';
import type { Request, RequestHandler } from 'express';
import { setCaller } from '../auth/caller.js';
import type { Authenticator } from '../auth/principal.js';
import type { RateLimits } from './rate-limits.js';

/** Finds out once for each request who makes it, and counts it. Whoever watches the health is asked nothing. */
export function identify(authenticator: Authenticator, limits: RateLimits): RequestHandler {
  const admit = async (request: Request): Promise<void> => {
    // Addresses end up in logs and in histories.
    if (/[?&][^&]*cak_/i.test(decodeURIComponentSafely(request.url))) {
      throw new AppError('request.invalid', 'An API key must not stand in an address; revoke it.', {
        hint: 'Send it as `Authorization: Bearer <key>`.',
      });
    }
    const principal = await authenticator.authenticate(request);
    await limits.admit(principal, request.ip ?? '');
    setCaller(request, principal);
  };
  return (request, _response, next) => {
    if (/^\/(api\/health(\/(live|ready))?|metrics)\/?$/.test(request.path)) return next();
    admit(request).then(() => next(), next);
  };
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
