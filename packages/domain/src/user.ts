/** Each may do what those before it may. */
export const userRoles = ['viewer', 'operator', 'admin'] as const;
export type UserRole = (typeof userRoles)[number];

/** Somebody who signs in, with an email address and a password or with a provider. */
export interface User {
  id: string;
  email: string;
  /** As people see the user; null: by the email address. */
  displayName: string | null;
  role: UserRole;
  disabledAt: string | null;
  /** Whether the provider signs them in, because it knows them. */
  isLinked: boolean;
  /** Rises with each change. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** What an API key may be narrowed to, beside its role. */
export const scopes = ['tasks:read', 'tasks:write', 'runs:read', 'runs:write', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** What became of an invitation. It is revoked as well when who made it may not invite any more. */
export const invitationStates = ['open', 'used', 'revoked', 'expired'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** A link with which somebody makes an account of their own, once. */
export interface Invitation {
  id: string;
  email: string;
  role: UserRole;
  /** Who made it, by name. */
  inviterName: string;
  expiresAt: string;
  usedAt: string | null;
  revokedAt: string | null;
  createdAt: string;
  state: InvitationState;
}
