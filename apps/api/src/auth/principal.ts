import type { IncomingMessage } from 'node:http';
import type { Scope, UserRole } from '@carillon/domain';
import { AppError, userRoles } from '@carillon/domain';

export { scopes } from '@carillon/domain';
export type { Scope } from '@carillon/domain';

/** Who is calling: the same for REST, GraphQL, sockets and Bull Board. */
export interface Principal {
  kind: 'user' | 'api_key' | 'machine';
  /** Of the user or of the key; 'this machine' for a call that needs no sign-in. */
  id: string;
  /** For the record: an email address, or what a key is called. */
  name: string;
  /** As people see a user who has chosen a name. */
  displayName: string | null;
  /** The user that acts, or whose key does; null for the machine. */
  userId: string | null;
  role: UserRole;
  /** Null: all that the role may. */
  scopes: readonly Scope[] | null;
  /** When the credential ends, epoch milliseconds; null: never. */
  expiresAtMs: number | null;
  /** The sign-in that the credential belongs to; null: none. */
  sessionId: string | null;
}

/** What people see somebody called by. */
export function shownName({ displayName, name }: Pick<Principal, 'displayName' | 'name'>): string {
  return displayName ?? name;
}

/** Finds out who is calling. Null: nobody that is known. */
export interface Authenticator {
  /** By bearer token (JWT or API key), by the dashboard's cookie, or by being on this machine where that is enough. */
  authenticate(request: IncomingMessage): Promise<Principal | null>;
  /** By a token that came another way than in a header, as sockets send it. */
  authenticateToken(token: string, from: IncomingMessage): Promise<Principal | null>;
}

/**
 * @param scope null: whatever a key is narrowed to
 * @throws AppError `auth.forbidden` that says what is missing
 */
export function requireAccess(principal: Principal, role: UserRole, scope: Scope | null): void {
  if (mayAct(principal, role, scope ?? undefined)) return;
  const message = mayAct(principal, role)
    ? `This API key lacks the scope ${scope!}.`
    : `This needs the role ${role}; yours is ${principal.role}.`;
  throw new AppError('auth.forbidden', message);
}

/** Whether somebody may do what asks for at least this role and, of a narrowed key, for this scope. */
export function mayAct(principal: Principal, role: UserRole, scope?: Scope): boolean {
  const ranksHighEnough = userRoles.indexOf(principal.role) >= userRoles.indexOf(role);
  return (
    ranksHighEnough && (principal.scopes === null || scope === undefined || principal.scopes.includes(scope))
  );
}
