import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { callerOf } from '../auth/caller.js';
import { accessRuleOf } from '../http/access.js';
import { operationId } from '../http/operation-id.js';
import { requestIdOf } from '../http/request-id.js';
import { asChange } from './change.js';

/**
 * Tells the change that a known caller makes over REST what it is, for its entry in the audit log. What a viewer may do
 * changes nothing, and receivers report on their own runs.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const handler = context.getHandler();
    const controller = context.getClass();
    const rule = accessRuleOf(this.reflector, { handler, controller });
    const principal = callerOf(request);
    const changesNothing = request.method === 'GET' || request.method === 'HEAD';
    // A route without a scope leaves it to what it leads to: GraphQL tells of each of its mutations by itself.
    const isAudited = rule.scope !== null && !rule.scope.endsWith(':read');
    if (!principal || rule.isPublic || changesNothing || !isAudited) return next.handle();
    const [subjectId, ...others] = Object.entries(request.params as Record<string, string>);
    const event = {
      principal,
      action: operationId(controller.name, handler.name),
      subject: { type: request.path.split('/')[2] ?? '', id: subjectId?.[1] ?? null },
      details: { ...Object.fromEntries(others), ...detailsOf(request) },
      ip: request.ip ?? null,
      requestId: requestIdOf(context.switchToHttp().getResponse<Response>()),
    };
    return asChange(event, () => next.handle());
  }
}

/** Values of secrets and addresses of alert channels: secrets under names that do not tell. */
const hiddenFields = ['value', 'address'];

function detailsOf({ body }: Request): Record<string, unknown> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body as Record<string, unknown>).map(([key, value]) => [
      key,
      hiddenFields.includes(key) ? '[redacted]' : value,
    ]),
  );
}
