import { sessionApi } from './session.api';

const ranks = { viewer: 0, operator: 1, admin: 2 } as const;
export type Role = keyof typeof ranks;

/** What whoever sits here may do. */
export function useRole(): {
  role: Role | null;
  may: (role: Role) => boolean;
  whyNot: (role: Role) => string | null;
} {
  // Asked for by the session's gate, around every page.
  const { data } = sessionApi.endpoints.caller.useQueryState();
  const role = data?.role ?? null;
  const may = (needed: Role): boolean => role !== null && ranks[role] >= ranks[needed];
  /** For the tooltip of what is disabled; null when it is allowed. */
  const whyNot = (needed: Role): string | null =>
    may(needed) ? null : `This takes the role ${needed}; yours is ${role ?? 'not known yet'}.`;
  return { role, may, whyNot };
}
