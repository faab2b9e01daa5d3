'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { PasswordField, strengthOf } from '@/features/session/password-field';
import type { Role } from '@/features/session/use-role';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import { RoleField } from './role-field';
import { useCreateUserMutation } from './users.api';

export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const [create, { error, isLoading }] = useCreateUserMutation();
  const [values, setValues] = useState({ email: '', password: '', role: 'viewer' as Role });
  const problem = error === undefined ? null : problemOf(error);
  const submit = async (): Promise<void> => {
    const answer = await create({ ...values, email: values.email.trim() });
    if (answer.error !== undefined) return;
    notify(`${values.email.trim()} may sign in as ${values.role}.`);
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title="New user"
      description="Tell them the password; they change it under Settings, Profile."
      action="Make the user"
      busy={isLoading}
      problem={problem}
      onSubmit={submit}
    >
      <Field label="E-mail address" error={faultOf(problem, 'email')}>
        <Input
          type="email"
          autoComplete="off"
          autoFocus
          value={values.email}
          onChange={(event) => setValues({ ...values, email: event.target.value })}
        />
      </Field>
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint="12 to 128 characters."
        aside={strengthOf(values.password)}
        error={faultOf(problem, 'password')}
        value={values.password}
        onChange={(event) => setValues({ ...values, password: event.target.value })}
      />
      <RoleField
        value={values.role}
        error={faultOf(problem, 'role')}
        onChange={(role) => setValues({ ...values, role })}
      />
    </FormDialog>
  );
}
