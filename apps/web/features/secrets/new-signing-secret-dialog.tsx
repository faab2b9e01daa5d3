'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { Field, Input, Select } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { ShownSecret } from '@/ui/shown-secret';
import { signingText } from './reveal-dialog';
import type { SigningSecretInput } from './signing-secrets.api';
import { useCreateSigningSecretMutation } from './signing-secrets.api';

type Source = 'hmac' | 'ed25519' | 'known';

/** Makes one of either kind, or takes one that receivers know already. */
export function NewSigningSecretDialog({ onClose }: { onClose: () => void }) {
  const [create, { data, error, isLoading }] = useCreateSigningSecretMutation();
  if (data !== undefined) {
    return (
      <ShownSecret
        onClose={onClose}
        title={`The signing secret ${data.name} is made`}
        description="An administrator can reveal it again."
        secret={signingText(data.kind, data.secret)}
      />
    );
  }
  return (
    <SigningSecretForm
      error={error}
      busy={isLoading}
      onClose={onClose}
      onSubmit={(input) => void create(input)}
    />
  );
}

interface SigningSecretFormProps {
  error: unknown;
  busy: boolean;
  onClose: () => void;
  onSubmit: (input: SigningSecretInput) => void;
}

function SigningSecretForm({ error, busy, onClose, onSubmit }: SigningSecretFormProps) {
  const [name, setName] = useState('');
  const [source, setSource] = useState<Source>('hmac');
  const [text, setText] = useState('');
  const [hasTried, setTried] = useState(false);
  const problem = error === undefined ? null : problemOf(error);
  const submit = (): void => {
    setTried(true);
    if (name.trim() === '') return;
    onSubmit({ name: name.trim(), ...(source === 'known' ? { secret: text.trim() } : { kind: source }) });
  };
  return (
    <FormDialog
      title="New signing secret"
      action="Make it"
      busy={busy}
      problem={problem}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label="Name"
        hint="Tasks choose it by this name."
        error={hasTried && name.trim() === '' ? 'Give it a name.' : faultOf(problem, 'name')}
      >
        <Input value={name} onChange={(event) => setName(event.target.value)} autoFocus autoComplete="off" />
      </Field>
      <Field label="Kind" error={faultOf(problem, 'kind')}>
        <Select value={source} onChange={(event) => setSource(event.target.value as Source)}>
          <option value="hmac">HMAC: one secret on both sides (whsec_…)</option>
          <option value="ed25519">Ed25519: receivers get a public key (whsk_…)</option>
          <option value="known">One that receivers know already</option>
        </Select>
      </Field>
      {source === 'known' && (
        <Field
          label="Its text"
          hint="whsec_… or whsk_…; the beginning says the kind."
          error={faultOf(problem, 'secret')}
        >
          <Input
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            className="font-mono"
          />
        </Field>
      )}
    </FormDialog>
  );
}
