'use client';

import { Ellipsis, KeyRound, Unlink, UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useCallerQuery } from '@/features/session/session.api';
import type { Role } from '@/features/session/use-role';
import { Ago } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { Select } from '@/ui/field';
import { Menu } from '@/ui/menu';
import { notify, notifyProblem } from '@/ui/notify';
import { ActionsHead, Cell, ColumnHead, Row, Table } from '@/ui/table';
import { ResetPasswordDialog } from './reset-password-dialog';
import type { User, UserChange } from './users.api';
import { useChangeUserMutation } from './users.api';

const roles = ['viewer', 'operator', 'admin'] as const;

/** A change that is asked about first. */
type Asked =
  { user: User; what: 'disable' | 'password' | 'unlink' } | { user: User; what: 'role'; role: Role } | null;

export function UserTable({ users }: { users: readonly User[] }) {
  const { data: caller } = useCallerQuery();
  const [asked, setAsked] = useState<Asked>(null);
  const { change, isLoading } = useChange();
  const close = (): void => setAsked(null);
  return (
    <>
      <Table caption="Users">
        <thead>
          <tr>
            <ColumnHead>E-mail address</ColumnHead>
            <ColumnHead>Role</ColumnHead>
            <ColumnHead className="max-sm:hidden">State</ColumnHead>
            <ColumnHead className="max-md:hidden">Made</ColumnHead>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow
              key={user.id}
              user={user}
              isSelf={user.id === caller?.userId}
              onRole={(role) => setAsked({ user, what: 'role', role })}
              onAsk={(what) => setAsked({ user, what })}
              onEnable={() => void change(user, { disabled: false }, `${user.email} may sign in again.`)}
            />
          ))}
        </tbody>
      </Table>
      {asked?.what === 'password' && <ResetPasswordDialog user={asked.user} onClose={close} />}
      {asked?.what === 'disable' && (
        <ConfirmDialog
          open
          onClose={close}
          title={`Disable ${asked.user.email}?`}
          description="Every session of theirs ends at once, and their API keys open nothing. It can be undone."
          action="Disable 1 user"
          busy={isLoading}
          onConfirm={() =>
            void change(asked.user, { disabled: true }, `${asked.user.email} may not sign in any more.`).then(
              close,
            )
          }
        />
      )}
      {asked?.what === 'unlink' && (
        <ConfirmDialog
          open
          onClose={close}
          title={`Unlink ${asked.user.email} from the provider?`}
          description="Every session of theirs ends at once. Whoever signs in there next with this verified e-mail address gets the account."
          action="Unlink 1 user"
          busy={isLoading}
          onConfirm={() =>
            void change(asked.user, { unlink: true }, `${asked.user.email} is unlinked.`).then(close)
          }
        />
      )}
      {asked?.what === 'role' && (
        <ConfirmDialog
          open
          onClose={close}
          look="primary"
          title={`Make ${asked.user.email} ${asked.role === 'viewer' ? 'a' : 'an'} ${asked.role}?`}
          description={`Now: ${asked.user.role}. It counts from their next request on, for their API keys too.`}
          action="Change the role"
          busy={isLoading}
          onConfirm={() =>
            void change(asked.user, { role: asked.role }, `${asked.user.email} is ${asked.role} now.`).then(
              close,
            )
          }
        />
      )}
    </>
  );
}

function useChange() {
  const [changeUser, { isLoading }] = useChangeUserMutation();
  const change = async ({ id }: User, changes: UserChange, done: string): Promise<void> => {
    const { error } = await changeUser({ id, change: changes });
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(done);
  };
  return { change, isLoading };
}

interface UserRowProps {
  user: User;
  isSelf: boolean;
  onRole: (role: Role) => void;
  onAsk: (what: 'disable' | 'password' | 'unlink') => void;
  onEnable: () => void;
}

/** An address that has no room in a line goes on behind its @. */
function Address({ of }: { of: string }) {
  const at = of.lastIndexOf('@') + 1;
  return (
    <>
      {of.slice(0, at)}
      <wbr />
      {of.slice(at)}
    </>
  );
}

function UserRow({ user, isSelf, onRole, onAsk, onEnable }: UserRowProps) {
  const isDisabled = user.disabledAt !== null;
  return (
    <Row>
      <th scope="row" className="px-3 py-2 font-medium wrap-anywhere">
        <Address of={user.email} />
        {user.displayName !== null && (
          <span className="text-ink-soft block text-xs font-normal">{user.displayName}</span>
        )}
        {isSelf && <span className="text-ink-faint ml-2 text-xs font-normal">you</span>}
        {isDisabled && <span className="text-danger block text-xs font-normal sm:hidden">Disabled</span>}
      </th>
      <Cell>
        <Select
          aria-label={`Role of ${user.email}`}
          value={user.role}
          onChange={(event) => onRole(event.target.value as Role)}
          className="max-w-32 min-w-24! pl-1.5! max-sm:pr-1!"
        >
          {roles.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </Select>
      </Cell>
      <Cell className="max-sm:hidden">
        {isDisabled ? <Badge tone="danger">Disabled</Badge> : <Badge tone="success">Active</Badge>}
      </Cell>
      <Cell className="text-ink-soft whitespace-nowrap max-md:hidden">
        <Ago at={user.createdAt} />
      </Cell>
      <Cell className="text-right">
        <Menu
          trigger={<IconButton label={`Actions for ${user.email}`} icon={<Ellipsis size={16} />} />}
          groups={[
            [
              {
                label: 'Set a new password',
                icon: <KeyRound size={14} />,
                onSelect: () => onAsk('password'),
              },
              ...(user.isLinked
                ? [
                    {
                      label: 'Unlink from the provider',
                      icon: <Unlink size={14} />,
                      onSelect: () => onAsk('unlink'),
                    },
                  ]
                : []),
              isDisabled
                ? { label: 'Enable', icon: <UserCheck size={14} />, onSelect: onEnable }
                : {
                    label: 'Disable',
                    icon: <UserX size={14} />,
                    danger: true,
                    onSelect: () => onAsk('disable'),
                    disabledBecause: isSelf ? 'You would lock yourself out.' : null,
                  },
            ],
          ]}
        />
      </Cell>
    </Row>
  );
}
