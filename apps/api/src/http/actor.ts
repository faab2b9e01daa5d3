import { AppError, readRunToken } from '@carillon/domain';
import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';
import { callerOf } from '../auth/caller.js';
import type { Principal } from '../auth/principal.js';

/** Who makes the request. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  requireCaller(context),
);

/** Who acts, by name, for the record. */
export const Actor = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => requireCaller(context).name,
);

/** The receiver of a run with its token, or whoever else was let in. */
export type Reporter = { token: string } | { actor: string };

export const Reporter = createParamDecorator((_: unknown, context: ExecutionContext): Reporter => {
  const token = runTokenOf(context.switchToHttp().getRequest<Request>());
  return token === null ? { actor: requireCaller(context).name } : { token };
});

/** The token of a run that a request comes with, right or wrong; null when it comes with none. */
export function runTokenOf({ headers }: Request): string | null {
  const token = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  return token !== undefined && readRunToken(token) !== null ? token : null;
}

function requireCaller(context: ExecutionContext): Principal {
  const principal = callerOf(context.switchToHttp().getRequest<Request>());
  if (!principal) throw new AppError('auth.required', 'Sign in to use the API.');
  return principal;
}
