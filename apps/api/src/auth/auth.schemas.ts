import { scopes, userRoles } from '@carillon/domain';
import { z } from 'zod';
import { pageOf, pageQuery, sortBy } from '../http/route-schemas.js';
import { isStorable, notStorable, plainText } from '../http/text.js';
import { newPassword } from './passwords.js';

export const emailAddress = z
  .email({ error: 'must be an email address' })
  .max(320)
  .describe('Compared without regard to case.');

const anyPassword = z.string().min(1).max(1_000).meta({ writeOnly: true });

/** Neither an address nor `carillon`, which posts messages itself, so that nobody passes for an account or the system. */
const displayName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine(isStorable, { error: notStorable })
  .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(text), { error: 'must be one line' })
  .refine((text) => !/@|^(carillon|this machine)$/i.test(text.normalize('NFKC')), {
    error: 'must be a name of your own: no email address, and none that Carillon itself has',
  });

export const setupSchema = z
  .strictObject({
    token: z.string().min(1).max(200).optional().meta({
      writeOnly: true,
      description:
        'As the server printed it at its start. Whoever is admin already, as on the machine itself, needs none.',
    }),
    email: emailAddress,
    displayName: displayName
      .nullable()
      .default(null)
      .describe('As people see you; null: by your email address.'),
    password: newPassword,
  })
  .meta({ id: 'Setup' });
export type SetupInput = z.infer<typeof setupSchema>;

export const setupAnswer = z
  .object({
    isOpen: z
      .boolean()
      .describe('Whether there is no user yet, so that the first administrator can be made.'),
    needsToken: z.boolean().describe('Whether this caller has to show the set-up token for it.'),
    provider: z
      .string()
      .nullable()
      .describe(
        'What the button says that leads to `GET /api/auth/oidc/start`; null: nobody signs in with a provider.',
      ),
  })
  .meta({ id: 'SetupState' });

const invitationToken = plainText(200).meta({
  writeOnly: true,
  description: 'As the link of the invitation has it, behind the `#`.',
});

export const readInvitationSchema = z.strictObject({ token: invitationToken }).meta({ id: 'ReadInvitation' });
export type ReadInvitationInput = z.infer<typeof readInvitationSchema>;

export const joinSchema = z
  .strictObject({
    token: invitationToken,
    password: newPassword,
  })
  .meta({ id: 'Join' });
export type JoinInput = z.infer<typeof joinSchema>;

export const heldInvitationAnswer = z
  .object({
    email: z.string().describe('The name of the account that it makes.'),
    role: z.enum(userRoles),
    inviterName: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'HeldInvitation' });

export const loginSchema = z
  .strictObject({ email: plainText(320), password: anyPassword })
  .meta({ id: 'Login' });
export type LoginInput = z.infer<typeof loginSchema>;

export const changePasswordSchema = z
  .strictObject({ currentPassword: anyPassword, newPassword })
  .meta({ id: 'ChangePassword' });
export type ChangePasswordInput = z.infer<typeof changePasswordSchema>;

export const renameSchema = z
  .strictObject({
    displayName: displayName
      .nullable()
      .describe('As people see you; null: by your email address. Records of what you do keep that address.'),
  })
  .meta({ id: 'Rename' });
export type RenameInput = z.infer<typeof renameSchema>;

export const sessionAnswer = z
  .object({
    accessToken: z
      .string()
      .describe('For `Authorization: Bearer`, until it expires; keep it in memory only.'),
    expiresAt: z.iso.datetime(),
    user: z.object({ id: z.uuid(), email: z.string(), role: z.enum(userRoles) }),
  })
  .meta({ id: 'Session' });

export const callerAnswer = z
  .object({
    kind: z.enum(['user', 'api_key', 'machine']),
    id: z.string(),
    name: z.string().describe('For the record: the email address of a user, or what a key is called.'),
    displayName: z.string().nullable().describe('As people see a user who has chosen a name.'),
    userId: z.uuid().nullable(),
    role: z.enum(userRoles),
    scopes: z.array(z.enum(scopes)).nullable().describe('Null: all that the role may.'),
    expiresAt: z.iso.datetime().nullable(),
    hasPassword: z.boolean().describe('Whether it is a user who may sign in with one.'),
    provider: z
      .string()
      .nullable()
      .describe('With what provider the user may sign in, as its button is called; null: with none.'),
  })
  .meta({ id: 'Caller' });

export const listSessionsQuery = z.strictObject({
  ...pageQuery,
  sort: sortBy(['signedInAt']).default('-signedInAt'),
});
export type ListSessionsQuery = z.infer<typeof listSessionsQuery>;

const openSessionAnswer = z
  .object({
    id: z.uuid(),
    signedInAt: z.iso.datetime(),
    renewedAt: z.iso.datetime().describe('When it last took new tokens.'),
    expiresAt: z.iso.datetime().describe('Unless it is renewed until then.'),
    isCurrent: z.boolean().describe('Whether this request belongs to it.'),
  })
  .meta({ id: 'OpenSession' });

export const openSessionPage = pageOf(openSessionAnswer).meta({ id: 'OpenSessionPage' });

export const endedSessionsAnswer = z.object({ ended: z.int() }).meta({ id: 'EndedSessions' });
