'use client';

import { MailOpen } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { Listed } from '@/features/settings/listed';
import { Ago } from '@/features/time/time';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { EmptyState } from '@/ui/states';
import { ActionsHead, Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { Invitation } from './users.api';
import { useOpenInvitationPagesInfiniteQuery, useRevokeInvitationMutation } from './users.api';

/** Who was invited and has not come yet. */
export function InvitationList() {
  const query = useOpenInvitationPagesInfiniteQuery();
  return (
    <Card flush title="Invitations" note="Open ones; each link works once">
      <Listed
        query={query}
        what="invitations"
        empty={
          <EmptyState icon={<MailOpen size={28} />} title="No invitation is open">
            Invite somebody: they open a link and choose their password themselves.
          </EmptyState>
        }
      >
        {(invitations) => <InvitationTable invitations={invitations} />}
      </Listed>
    </Card>
  );
}

function InvitationTable({ invitations }: { invitations: readonly Invitation[] }) {
  const [toRevoke, setToRevoke] = useState<Invitation | null>(null);
  return (
    <>
      <Table caption="Open invitations">
        <thead>
          <tr>
            <ColumnHead>E-mail address</ColumnHead>
            <ColumnHead>Role</ColumnHead>
            <ColumnHead className="max-md:hidden">Invited by</ColumnHead>
            <ColumnHead className="max-lg:hidden">Invited</ColumnHead>
            <ColumnHead className="max-sm:hidden">Ends</ColumnHead>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <Row key={invitation.id}>
              <th scope="row" className="px-3 py-2 font-medium break-all">
                {invitation.email}
                <span className="text-ink-faint block text-xs font-normal sm:hidden">
                  ends <Ago at={invitation.expiresAt} />
                </span>
              </th>
              <Cell>{invitation.role}</Cell>
              <Cell className="text-ink-soft min-w-32 wrap-anywhere max-md:hidden">
                {invitation.inviterName}
              </Cell>
              <Cell className="text-ink-soft whitespace-nowrap max-lg:hidden">
                <Ago at={invitation.createdAt} />
              </Cell>
              <Cell className="text-ink-soft whitespace-nowrap max-sm:hidden">
                <Ago at={invitation.expiresAt} />
              </Cell>
              <Cell className="text-right">
                <Button className="h-7" onClick={() => setToRevoke(invitation)}>
                  Revoke
                  <span className="sr-only"> the invitation for {invitation.email}</span>
                </Button>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {toRevoke !== null && <RevokeDialog invitation={toRevoke} onClose={() => setToRevoke(null)} />}
    </>
  );
}

function RevokeDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const [revoke, { isLoading }] = useRevokeInvitationMutation();
  const confirm = async (): Promise<void> => {
    const { error } = await revoke(invitation.id);
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The invitation for ${invitation.email} is revoked.`);
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Revoke the invitation for ${invitation.email}?`}
      description="Its link opens nothing any more. You can make another one."
      action="Revoke 1 invitation"
      busy={isLoading}
      onConfirm={() => void confirm()}
    />
  );
}
