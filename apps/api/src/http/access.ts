import type { Scope, UserRole } from '@carillon/domain';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/internal';
import type { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';

export { userRoles as roles } from '@carillon/domain';
export type { UserRole } from '@carillon/domain';

const roleKey = 'carillon:role';
const scopeKey = 'carillon:scope';
const publicKey = 'carillon:public';
const runTokenKey = 'carillon:run token';

/** The least role that a route asks for, and so a credential. */
export const Role = (role: UserRole) =>
  applyDecorators(SetMetadata(roleKey, role), ApiBearerAuth(), ApiCookieAuth());

/** The scope that a route asks of narrowed keys, where the role and the path do not say it; null: none. */
export const NeedsScope = (scope: Scope | null) => SetMetadata(scopeKey, scope);

/**
 * A route that besides takes the token of a run. The guard lets every one of these tokens pass: only the run itself can
 * tell whether it is its own.
 */
export const RunToken = () => SetMetadata(runTokenKey, true);

/** A route for everybody. */
export const Public = () => SetMetadata(publicKey, true);

/** Who may use a route. */
export interface AccessRule {
  isPublic: boolean;
  takesRunToken: boolean;
  /** Undefined: nobody has decided, so nobody may. */
  role: UserRole | undefined;
  /** Null: whatever a key is narrowed to. */
  scope: Scope | null;
}

type Target = Parameters<Reflector['get']>[1];

export function accessRuleOf(
  reflector: Reflector,
  { handler, controller }: { handler: Target; controller: Target },
): AccessRule {
  const read = <T>(key: string) => reflector.getAllAndOverride<T | undefined>(key, [handler, controller]);
  const role = read<UserRole>(roleKey);
  const scope = read<Scope | null>(scopeKey);
  const path = reflector.get<string>(PATH_METADATA, controller);
  return {
    isPublic: read<boolean>(publicKey) === true,
    takesRunToken: read<boolean>(runTokenKey) === true,
    role,
    scope: scope === undefined ? scopeOf(role, path) : scope,
  };
}

/** Viewers' routes only read, whatever their method, and operators' write. */
function scopeOf(role: UserRole | undefined, path: string): Scope {
  if (role !== 'viewer' && role !== 'operator') return 'admin';
  const noun = /^\/?api\/runs\b/.test(path) ? 'runs' : 'tasks';
  return `${noun}:${role === 'viewer' ? 'read' : 'write'}`;
}
