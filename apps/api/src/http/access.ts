import { SetMetadata } from '@nestjs/common';

export const roles = ['viewer', 'operator', 'admin'] as const;
/** Each may do what those before it may. */
export type UserRole = (typeof roles)[number];

export const roleKey = 'carillon:role';
export const publicKey = 'carillon:public';
export const runTokenKey = 'carillon:run token';

/** The least role that a route asks for. */
export const Role = (role: UserRole) => SetMetadata(roleKey, role);

/**
 * A route that besides takes the token of a run. The guard lets every one of these tokens pass: only the run itself can
 * tell whether it is its own.
 */
export const RunToken = () => SetMetadata(runTokenKey, true);

/** A route for everybody. */
export const Public = () => SetMetadata(publicKey, true);
