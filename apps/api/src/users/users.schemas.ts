import { userRoles } from '@carillon/domain';
import { z } from 'zod';
import { emailAddress } from '../auth/auth.schemas.js';
import { newPassword } from '../auth/passwords.js';
import { pageOf, pageQuery, sortBy, version } from '../http/route-schemas.js';

const role = z.enum(userRoles).describe('Each may do what those before it may.');

export const createUserSchema = z
  .strictObject({ email: emailAddress, password: newPassword, role: role.default('viewer') })
  .meta({ id: 'CreateUser' });
export type CreateUserInput = z.infer<typeof createUserSchema>;

export const updateUserSchema = z
  .strictObject({
    role: role.optional(),
    disabled: z.boolean().optional().describe('true: ends every session, and the user’s keys open nothing.'),
    password: newPassword.optional().describe('In place of a forgotten one; ends every session.'),
    unlink: z
      .literal(true)
      .optional()
      .describe(
        'Forgets as whom the provider knows the user, and ends every session. The next sign-in with it goes by the verified e-mail address again.',
      ),
  })
  .refine((body) => Object.keys(body).length > 0, { error: 'must change something' })
  .meta({ id: 'UpdateUser' });
export type UpdateUserInput = z.infer<typeof updateUserSchema>;

export const listUsersQuery = z.strictObject({
  ...pageQuery,
  sort: sortBy(['email', 'createdAt', 'updatedAt']).default('email'),
});
export type ListUsersQuery = z.infer<typeof listUsersQuery>;

export const userAnswer = z
  .object({
    id: z.uuid(),
    email: z.string(),
    displayName: z.string().nullable().describe('As they call themselves.'),
    role,
    disabledAt: z.iso.datetime().nullable(),
    isLinked: z.boolean().describe('Whether the provider of OpenID Connect signs them in.'),
    version,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });

export const userPage = pageOf(userAnswer).meta({ id: 'UserPage' });
