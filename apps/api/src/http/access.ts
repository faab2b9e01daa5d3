import { SetMetadata } from '@nestjs/common';

export const roles = ['viewer', 'operator', 'admin'] as const;
/** Each may do what those before it may. */
export type UserRole = (typeof roles)[number];

export const roleKey = 'carillon:role';
export const publicKey = 'carillon:public';

/** The least role that a route asks for. */
export const Role = (role: UserRole) => SetMetadata(roleKey, role);

/** A route for everybody. */
export const Public = () => SetMetadata(publicKey, true);
