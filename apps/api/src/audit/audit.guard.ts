import { redacted } from '@carillon/domain';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { callerOf } from '../auth/caller.js';
import { accessRuleOf } from '../http/access.js';
import { operationId } from '../http/operation-id.js';
import { requestIdOf } from '../http/request-id.js';
import { changesNothing, nameChange } from './change.js';

/**
 * Tells the change that a known caller makes over REST what it is, for its entry in the audit log. What a viewer may do
 * changes nothing, and receivers report on their own runs. A guard and no interceptor: with one of those, each answer
 * would pass through an Observable.
 */
@Injectable()
export class AuditGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (changesNothing(request)) return true;
    const handler = context.getHandler();
    const controller = context.getClass();
    const rule = accessRuleOf(this.reflector, { handler, controller });
    const principal = callerOf(request);
    // A route without a scope leaves it to what it leads to: GraphQL tells of each of its mutations by itself.
    const isAudited = !rule.isPublic && rule.scope !== null && !rule.scope.endsWith(':read');
    if (!principal || !isAudited) return true;
    const [subjectId, ...others] = Object.entries(request.params as Record<string, string>);
    nameChange({
      principal,
      action: operationId(controller.name, handler.name),
      subject: { type: request.path.split('/')[2] ?? '', id: subjectId?.[1] ?? null },
      details: { ...Object.fromEntries(others), ...detailsOf(request) },
      ip: request.ip ?? null,
      requestId: requestIdOf(context.switchToHttp().getResponse<Response>()),
    });
    return true;
  }
}

/** Values of secrets and addresses of alert channels: secrets under names that do not tell. */
const hiddenFields = ['value', 'address'];

function detailsOf({ body }: Request): Record<string, unknown> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body as Record<string, unknown>).map(([key, value]) => [
      key,
      hiddenFields.includes(key) ? redacted : value,
    ]),
  );
}
