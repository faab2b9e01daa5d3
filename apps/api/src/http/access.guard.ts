import type { ApiConfig } from '@carillon/config';
import { isLoopback } from '@carillon/config';
import { AppError } from '@carillon/domain';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { CONFIG } from '../dependencies.js';
import { publicKey, runTokenKey } from './access.js';
import { runTokenOf } from './actor.js';

/**
 * Refuses everything but public routes, unless the API is open to this machine and the request really comes from
 * it: over a loopback connection, under a loopback name (a foreign name that resolves here is a rebinding attack),
 * and not on behalf of a foreign page.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const isMarked = (key: string): boolean | undefined =>
      this.reflector.getAllAndOverride<boolean>(key, [context.getHandler(), context.getClass()]);
    if (isMarked(publicKey)) return true;
    const request = context.switchToHttp().getRequest<Request>();
    if (isMarked(runTokenKey) && runTokenOf(request) !== null) return true;
    if (this.config.openOnLoopback && isFromThisMachine(request, this.config.frontendUrl)) return true;
    throw new AppError('auth.required', 'Sign in to use the API.');
  }
}

/** Whether a request was made on this machine, by somebody at it, as far as the request can tell. */
function isFromThisMachine(request: Request, frontendUrl: string | null): boolean {
  const { host, origin, forwarded } = request.headers;
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return (
    isLoopback(address) &&
    host !== undefined &&
    isLoopbackHost(host) &&
    (origin === undefined || isTrustedOrigin(origin, frontendUrl)) &&
    request.headers['sec-fetch-site'] !== 'cross-site' &&
    forwarded === undefined &&
    cameThroughLoopbackOnly(request)
  );
}

/** A proxy on this machine hides where a request came from, but says so. */
function cameThroughLoopbackOnly({ headers }: Request): boolean {
  const addresses = [headers['x-forwarded-for'], headers['x-real-ip']].flatMap((value) =>
    value === undefined ? [] : value.toString().split(','),
  );
  const hosts = headers['x-forwarded-host']?.toString().split(',') ?? [];
  return (
    addresses.every((address) => isLoopback(address.trim().replace(/^::ffff:/, ''))) &&
    hosts.every((host) => isLoopbackHost(host.trim()))
  );
}

function isLoopbackHost(host: string): boolean {
  return URL.canParse(`http://${host}`) && isLoopbackUrl(new URL(`http://${host}`));
}

function isTrustedOrigin(origin: string, frontendUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return isLoopbackUrl(url) || (frontendUrl !== null && url.origin === new URL(frontendUrl).origin);
}

function isLoopbackUrl(url: URL): boolean {
  return url.username === '' && url.pathname === '/' && isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'));
}
