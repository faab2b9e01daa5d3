'use client';

import { useWatch } from 'react-hook-form';
import type { Options } from './fields';
import { ChoiceField, FieldRow, SelectField, TextField } from './fields';
import type { TaskForm } from './task-form';
import { useSecretChoicesQuery, useSigningSecretChoicesQuery } from './task-wizard.api';

const kinds = {
  none: 'None',
  bearer: 'Bearer token',
  basic: 'User and password',
  api_key: 'Key in a header',
  oauth2: 'OAuth 2, client credentials',
};

/** Secrets are named, never written here: their values are kept under Settings. */
export function AuthFields() {
  const type = useWatch<TaskForm, 'auth.type'>({ name: 'auth.type' });
  return (
    <div className="flex flex-col gap-4">
      <FieldRow>
        <SelectField name="auth.type" options={kinds} />
        {type === 'basic' && <TextField name="auth.username" />}
        {type === 'api_key' && <TextField name="auth.header" placeholder="X-Api-Key" />}
        {type === 'oauth2' && (
          <TextField name="auth.tokenUrl" placeholder="https://login.example.com/token" />
        )}
        {type === 'oauth2' && <TextField name="auth.clientId" />}
        {type !== 'none' && <SecretField label={secretLabels[type]} />}
        {type === 'oauth2' && <TextField name="auth.scope" hint="May be left empty." />}
        {type === 'oauth2' && <TextField name="auth.audience" hint="May be left empty." />}
      </FieldRow>
      <FieldRow>
        <SigningField />
      </FieldRow>
    </div>
  );
}

const secretLabels = {
  bearer: 'Secret with the token',
  basic: 'Secret with the password',
  api_key: 'Secret with the key',
  oauth2: 'Secret with the client secret',
};

function SecretField({ label }: { label: string }) {
  const { data } = useSecretChoicesQuery();
  const name = useWatch<TaskForm, 'auth.secret'>({ name: 'auth.secret' }).trim();
  const isKnown = data === undefined || name === '' || data.items.some((secret) => secret.name === name);
  return (
    <ChoiceField
      name="auth.secret"
      label={label}
      choices={(data?.items ?? []).map((secret) => ({ value: secret.name }))}
      empty="No secret of this name yet; an administrator adds it under Settings."
      hint={
        isKnown ? (
          'By its name; its value stays sealed.'
        ) : (
          <span className="text-warning">
            There is none of this name yet. Until it is made, nothing is sent.
          </span>
        )
      }
    />
  );
}

function SigningField() {
  const { data } = useSigningSecretChoicesQuery();
  const items = data?.items ?? [];
  const defaultName = items.find(({ isDefault }) => isDefault)?.name;
  const options: Options = {
    '': `The default${defaultName === undefined ? '' : ` (${defaultName})`}`,
    ...Object.fromEntries(
      items.filter(({ isDefault }) => !isDefault).map(({ id, name, kind }) => [id, `${name} · ${kind}`]),
    ),
  };
  return (
    <SelectField
      name="signingSecretId"
      options={options}
      hint="Sent as webhook-signature: v1,… over id, time and body, so that the receiver knows it is you."
    />
  );
}
