import { readRunToken } from '@carillon/domain';
import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';

const machine = 'this machine';

/** Who acts, for the record. Without sign-in it is whoever sits at this machine. */
export const Actor = createParamDecorator((): string => machine);

/** The receiver of a run with its token, or whoever else was let in. */
export type Reporter = { token: string } | { actor: string };

export const Reporter = createParamDecorator((_: unknown, context: ExecutionContext): Reporter => {
  const token = runTokenOf(context.switchToHttp().getRequest<Request>());
  return token === null ? { actor: machine } : { token };
});

/** The token of a run that a request comes with, right or wrong; null when it comes with none. */
export function runTokenOf({ headers }: Request): string | null {
  const token = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  return token !== undefined && readRunToken(token) !== null ? token : null;
}
