'use client';

import { useState } from 'react';
import { PasswordField } from '@/features/session/password-field';
import { Card } from '@/ui/card';
import { Field, Input, Textarea } from '@/ui/field';
import type { SignedRequest } from './check-signature';
import { whyNoCryptography } from './check-signature';
import type { ReceivedRequest } from './inspector.api';
import { SignatureCheckView } from './signature-check-view';

/** Whether a request that was received bears a signature of a secret, and if not, why not. */
export function RequestSignature({ request }: { request: ReceivedRequest }) {
  const [secret, setSecret] = useState('');
  const { headers, body, bodyLength, at } = request;
  const signed: SignedRequest = {
    id: headers['webhook-id'] ?? null,
    timestamp: headers['webhook-timestamp'] ?? null,
    signatures: headers['webhook-signature'] ?? null,
    body,
    isCut: body.length < bodyLength,
    atMs: Date.parse(at),
  };
  return (
    <div className="flex flex-col gap-4">
      <SecretField value={secret} onChange={setSecret} />
      <SignatureCheckView request={signed} secret={secret} />
    </div>
  );
}

const nothing = { id: '', timestamp: '', signatures: '', body: '' };
type Parts = typeof nothing;

/** The same for a request that came anywhere else: its parts are pasted. */
export function SignatureTester() {
  const [secret, setSecret] = useState('');
  const [parts, setParts] = useState(nothing);
  // The clock of the moment in which they were pasted, so that nothing changes while one reads.
  const [atMs, setAtMs] = useState(() => Date.now());
  const set = (name: keyof Parts) => (event: { target: { value: string } }) => {
    const { value } = event.target;
    setAtMs(Date.now());
    setParts((now) => ({ ...now, [name]: name === 'body' ? value : value.trim() }));
  };
  return (
    <Card title="Signature tester" note="for a webhook that any receiver got">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <SecretField value={secret} onChange={setSecret} />
          <Field label="webhook-id">
            <Input value={parts.id} onChange={set('id')} className="font-mono" autoComplete="off" />
          </Field>
          <Field label="webhook-timestamp" hint="Seconds; judged by the clock of this moment.">
            <Input
              value={parts.timestamp}
              onChange={set('timestamp')}
              className="font-mono"
              inputMode="numeric"
              autoComplete="off"
            />
          </Field>
          <Field label="webhook-signature" hint="The whole header, however many signatures it has.">
            <Input
              value={parts.signatures}
              onChange={set('signatures')}
              className="font-mono"
              autoComplete="off"
            />
          </Field>
          <Field label="Body" hint="Exactly as it came, to the last line break.">
            <Textarea rows={6} value={parts.body} onChange={set('body')} spellCheck={false} />
          </Field>
        </div>
        <SignatureCheckView request={{ ...parts, isCut: false, atMs }} secret={secret} />
      </div>
    </Card>
  );
}

function SecretField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <PasswordField
      what="secret"
      label="Signing secret"
      hint="whsec_… or a public key whpk_…. It stays on this page: it is neither sent nor kept."
      error={whyNoCryptography()}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      autoComplete="off"
      spellCheck={false}
      data-1p-ignore
      data-lpignore="true"
    />
  );
}
