import { AppError } from '@carillon/domain';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { callerOf } from '../auth/caller.js';
import { requireAccess } from '../auth/principal.js';
import { accessRuleOf } from './access.js';
import { runTokenOf } from './actor.js';

/** Refuses everything but public routes to whoever is not known, or may not do it. What has no rule nobody may. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const rule = accessRuleOf(this.reflector, {
      handler: context.getHandler(),
      controller: context.getClass(),
    });
    if (rule.isPublic) return true;
    const request = context.switchToHttp().getRequest<Request>();
    if (rule.takesRunToken && runTokenOf(request) !== null) return true;
    const principal = callerOf(request) ?? null;
    if (principal === null) throw new AppError('auth.required', 'Sign in to use the API.');
    if (rule.role === undefined) throw new AppError('auth.forbidden', 'Nobody may do this.');
    requireAccess(principal, rule.role, rule.scope);
    return true;
  }
}
