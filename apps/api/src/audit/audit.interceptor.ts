import type { Pool } from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { mergeMap } from 'rxjs';
import { callerOf } from '../auth/caller.js';
import type { Principal } from '../auth/principal.js';
import { LOGGER, POOL } from '../dependencies.js';
import { accessRuleOf } from '../http/access.js';
import { operationId } from '../http/operation-id.js';
import { requestIdOf } from '../http/request-id.js';
import { recordChange } from './record-audit.js';

/**
 * Writes down every change that a known caller makes over REST, once it is made and before it is answered. What a
 * viewer may do changes nothing, and receivers report on their own runs. A failure to write is logged: the change
 * stands.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

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
    const action = operationId(controller.name, handler.name);
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.#record(context, { principal, action, answer });
        return answer;
      }),
    );
  }

  async #record(
    context: ExecutionContext,
    { principal, action, answer }: { principal: Principal; action: string; answer: unknown },
  ): Promise<void> {
    const request = context.switchToHttp().getRequest<Request>();
    const requestId = requestIdOf(context.switchToHttp().getResponse<Response>());
    await recordChange(
      { pool: this.pool, logger: this.logger },
      {
        principal,
        action,
        subject: { type: request.path.split('/')[2] ?? '', id: subjectId(request, answer) },
        details: detailsOf(request),
        ip: request.ip ?? null,
        requestId,
      },
    );
  }
}

/** What the path names, or else what the answer does. */
function subjectId({ params }: Request, answer: unknown): string | null {
  const { id, name } = { ...(typeof answer === 'object' ? answer : null), ...params } as Record<
    string,
    unknown
  >;
  return [id, name].find((value): value is string => typeof value === 'string') ?? null;
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
