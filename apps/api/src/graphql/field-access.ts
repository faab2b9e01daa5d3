import type { Scope } from '../auth/principal.js';
import type { UserRole } from '../http/access.js';

/** The least role, and the scope that a narrowed key needs: those of the route that does the same. */
export interface FieldAccess {
  role: UserRole;
  scope: Scope;
}

export const readTasks: FieldAccess = { role: 'viewer', scope: 'tasks:read' };
export const writeTasks: FieldAccess = { role: 'operator', scope: 'tasks:write' };
export const readRuns: FieldAccess = { role: 'viewer', scope: 'runs:read' };
export const administer: FieldAccess = { role: 'admin', scope: 'admin' };
