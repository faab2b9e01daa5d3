import { invitationStates, userRoles } from '@carillon/domain';
import { z } from 'zod';
import { emailAddress } from '../auth/auth.schemas.js';
import { pageOf, pageQuery, timeSort } from '../http/route-schemas.js';

export const createInvitationSchema = z
  .strictObject({
    email: emailAddress,
    role: z.enum(userRoles).default('viewer').describe('Of the account that is made with it.'),
    validDays: z.int().min(1).max(30).default(7).describe('It expires after so many days.'),
  })
  .meta({ id: 'CreateInvitation' });
export type CreateInvitationInput = z.infer<typeof createInvitationSchema>;

export const listInvitationsQuery = z.strictObject({
  ...pageQuery,
  sort: timeSort,
  state: z.enum(invitationStates).optional(),
});
export type ListInvitationsQuery = z.infer<typeof listInvitationsQuery>;

const fields = {
  id: z.uuid(),
  email: z.string(),
  role: z.enum(userRoles),
  inviterName: z.string().describe('Who made it.'),
  state: z
    .enum(invitationStates)
    .describe('Revoked as well: when who made it is no active administrator any more.'),
  expiresAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
};

const invitationAnswer = z.object(fields).meta({ id: 'Invitation' });

export const newInvitationAnswer = z
  .object({
    ...fields,
    link: z
      .string()
      .describe(
        'Shown this once, for whoever is invited: a path of the dashboard, behind its address where that is known. ' +
          'The token stands behind the `#`, which no server is sent.',
      ),
  })
  .meta({ id: 'NewInvitation' });

export const invitationPage = pageOf(invitationAnswer).meta({ id: 'InvitationPage' });
