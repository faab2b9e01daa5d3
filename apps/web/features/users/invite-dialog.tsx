'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import type { Role } from '@/features/session/use-role';
import { Instant } from '@/features/time/time';
import { Field, Input, Select } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { ShownSecret } from '@/ui/shown-secret';
import { RoleField } from './role-field';
import { useCreateInvitationMutation } from './users.api';

const validities = { 1: 'A day', 7: '7 days', 14: '14 days', 30: '30 days' };

/** Makes an invitation, and then shows its link: this once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [invite, { data, error, isLoading }] = useCreateInvitationMutation();
  const [values, setValues] = useState({ email: '', role: 'viewer' as Role, validDays: 7 });
  const problem = error === undefined ? null : problemOf(error);
  if (data !== undefined) {
    return (
      <ShownSecret
        once
        onClose={onClose}
        title={`The invitation for ${data.email} is made`}
        description="Carillon sends no mail: copy the link and give it to them. It is shown this once."
        secret={{
          label: 'Link',
          // Where the API does not know the dashboard's address, it is the one of this page.
          text: new URL(data.link, window.location.origin).href,
          note: `Whoever opens it becomes ${data.role} under this address, once. Send it on a way that only they read.`,
        }}
      >
        <p className="text-ink-soft pt-3 text-xs">
          It works until <Instant at={data.expiresAt} />.
        </p>
      </ShownSecret>
    );
  }
  return (
    <FormDialog
      onClose={onClose}
      title="Invite somebody"
      description="They open a link and choose their password themselves."
      action="Make the link"
      busy={isLoading}
      incomplete={values.email.trim() === ''}
      problem={problem}
      onSubmit={() => void invite({ ...values, email: values.email.trim() })}
    >
      <Field
        label="E-mail address"
        hint="The name of their account. An open invitation for it ends."
        error={faultOf(problem, 'email')}
      >
        <Input
          type="email"
          autoComplete="off"
          autoFocus
          value={values.email}
          onChange={(event) => setValues({ ...values, email: event.target.value })}
        />
      </Field>
      <RoleField
        value={values.role}
        error={faultOf(problem, 'role')}
        onChange={(role) => setValues({ ...values, role })}
      />
      <Field label="Works for" error={faultOf(problem, 'validDays')}>
        <Select
          value={values.validDays}
          onChange={(event) => setValues({ ...values, validDays: Number(event.target.value) })}
        >
          {Object.entries(validities).map(([days, label]) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </FormDialog>
  );
}
