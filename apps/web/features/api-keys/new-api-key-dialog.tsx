'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import type { Role } from '@/features/session/use-role';
import { useRole } from '@/features/session/use-role';
import { CheckboxField, Field, Input, Select } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { ShownSecret } from '@/ui/shown-secret';
import type { ApiKeyInput } from './api-keys.api';
import { useCreateApiKeyMutation } from './api-keys.api';

const scopes = {
  'tasks:read': 'Read tasks, lanes, queue and statistics',
  'tasks:write': 'Make, change and delete tasks',
  'runs:read': 'Read runs, their attempts and channels',
  'runs:write': 'Retry, cancel and report on runs, write in channels',
  admin: 'Administration: users, secrets, audit, clean-up',
} as const;
type Scope = keyof typeof scopes;

const dayMs = 86_400_000;
const lifetimes = { 30: '30 days', 90: '90 days', 365: 'A year', never: 'Never' };

/** Makes a key, and then shows its text: this once. */
export function NewApiKeyDialog({ onClose }: { onClose: () => void }) {
  const [create, { data, error, isLoading }] = useCreateApiKeyMutation();
  if (data !== undefined) {
    return (
      <ShownSecret
        once
        onClose={onClose}
        title={`The key ${data.name} is made`}
        description="Copy it now. It is shown this once, and kept only as a hash."
        secret={{
          label: 'API key',
          text: data.key,
          note: 'Whoever has it may do what it may. Keep it where secrets are kept, and out of repositories.',
        }}
      />
    );
  }
  return (
    <KeyForm error={error} busy={isLoading} onClose={onClose} onSubmit={(input) => void create(input)} />
  );
}

interface KeyFormProps {
  error: unknown;
  busy: boolean;
  onClose: () => void;
  onSubmit: (input: ApiKeyInput) => void;
}

function KeyForm({ error, busy, onClose, onSubmit }: KeyFormProps) {
  const { may } = useRole();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [lifetime, setLifetime] = useState<string>('90');
  const [isNarrowed, setNarrowed] = useState(false);
  const [chosen, setChosen] = useState<readonly Scope[]>([]);
  const [hasTried, setTried] = useState(false);
  const problem = error === undefined ? null : problemOf(error);
  const roles = (['viewer', 'operator', 'admin'] as const).filter(may);
  const nameFault = hasTried && name.trim() === '' ? 'Give it a name.' : faultOf(problem, 'name');
  const scopeFault = hasTried && isNarrowed && chosen.length === 0 ? 'Choose at least one.' : null;

  const submit = (): void => {
    setTried(true);
    if (name.trim() === '' || (isNarrowed && chosen.length === 0)) return;
    onSubmit({
      name: name.trim(),
      role: may(role) ? role : 'viewer',
      scopes: isNarrowed ? [...chosen] : null,
      expiresAt: lifetime === 'never' ? null : new Date(Date.now() + Number(lifetime) * dayMs).toISOString(),
    });
  };
  return (
    <FormDialog
      title="New API key"
      action="Make the key"
      busy={busy}
      problem={problem}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label="Name" hint="What uses it: “nightly report”, “laptop of Kim”." error={nameFault}>
        <Input value={name} onChange={(event) => setName(event.target.value)} autoFocus autoComplete="off" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Role" hint="At most yours, also later.">
          <Select
            value={may(role) ? role : 'viewer'}
            onChange={(event) => setRole(event.target.value as Role)}
          >
            {roles.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        </Field>
        <Field label="Expires after" error={faultOf(problem, 'expiresAt')}>
          <Select value={lifetime} onChange={(event) => setLifetime(event.target.value)}>
            {Object.entries(lifetimes).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <CheckboxField
        label="Narrow it to some scopes"
        hint="Otherwise it may do all that its role may."
        checked={isNarrowed}
        onChange={(event) => setNarrowed(event.target.checked)}
      />
      {isNarrowed && (
        <fieldset className="border-line ml-6 flex flex-col gap-2 border-l pl-4">
          <legend className="sr-only">Scopes</legend>
          {Object.entries(scopes).map(([scope, meaning]) => (
            <CheckboxField
              key={scope}
              label={<code className="font-mono text-xs">{scope}</code>}
              hint={meaning}
              checked={chosen.includes(scope as Scope)}
              onChange={(event) =>
                setChosen(
                  event.target.checked
                    ? [...chosen, scope as Scope]
                    : chosen.filter((each) => each !== scope),
                )
              }
            />
          ))}
          {scopeFault !== null && <p className="text-danger text-xs font-medium">{scopeFault}</p>}
        </fieldset>
      )}
    </FormDialog>
  );
}
