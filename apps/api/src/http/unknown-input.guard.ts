import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/internal';
import type { Request } from 'express';
import { z } from 'zod';
import { parseInput } from './validation.pipe.js';

const nothing = z.strictObject({});

/**
 * A route that reads no body knows no field of one, and one that reads no query no parameter: they are refused as other
 * routes refuse those that they do not know. Queries count where they ask for something, with GET.
 */
@Injectable()
export class UnknownInputGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (!reads(context, RouteParamtypes.BODY)) parseInput(nothing, request.body);
    const asks = request.method === 'GET' || request.method === 'HEAD';
    if (asks && !reads(context, RouteParamtypes.QUERY)) parseInput(nothing, { ...request.query });
    return true;
  }
}

/** By what Nest itself goes by when it calls the handler: a key for each parameter, its kind first. */
function reads(context: ExecutionContext, kind: RouteParamtypes): boolean {
  const parameters = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  ) as object | undefined;
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${kind}:`));
}
