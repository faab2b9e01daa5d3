'use client';

import { problemOf } from '@/api/problem';
import { FormProblem } from '@/ui/form-problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import type { SecretTextProps } from '@/ui/secret-text';
import { SecretText } from '@/ui/secret-text';
import type { SigningSecret } from './signing-secrets.api';
import { useRevealSigningSecretMutation } from './signing-secrets.api';

/** Shows the text when it is asked for once more: revealing is written down in the audit log. */
export function RevealDialog({ secret, onClose }: { secret: SigningSecret; onClose: () => void }) {
  const [reveal, { data, error, isLoading }] = useRevealSigningSecretMutation();
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Reveal the signing secret ${secret.name}`}
      description="That you looked at it is written into the audit log."
      footer={
        data === undefined ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" busy={isLoading} onClick={() => void reveal(secret.id)}>
              Show it
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      <FormProblem problem={error === undefined ? null : problemOf(error)} />
      {data !== undefined && <SecretText {...signingText(secret.kind, data.secret)} />}
    </Dialog>
  );
}

/** The text of a signing secret, with what becomes of it. */
export function signingText(kind: SigningSecret['kind'], text: string): SecretTextProps {
  return kind === 'hmac'
    ? {
        label: 'Signing secret',
        text,
        note: 'Give it to the receiver, which verifies webhook-signature with it.',
      }
    : { label: 'Private key', text, note: 'Receivers do not need it: give them the public key.' };
}
