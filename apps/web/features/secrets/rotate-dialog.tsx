'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { FormProblem } from '@/ui/form-problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Select } from '@/ui/field';
import { ShownSecret } from '@/ui/shown-secret';
import { signingText } from './reveal-dialog';
import type { SigningSecret } from './signing-secrets.api';
import { useRotateSigningSecretMutation } from './signing-secrets.api';

const overlaps = [
  [0, 'Not at all: the old one has leaked'],
  [1, '1 hour'],
  [24, '1 day'],
  [72, '3 days'],
  [168, '1 week'],
  [720, '30 days'],
] as const;

/** Puts a new text in place of the old one, which may sign too for a while. */
export function RotateDialog({ secret, onClose }: { secret: SigningSecret; onClose: () => void }) {
  const [rotate, { data, error, isLoading }] = useRotateSigningSecretMutation();
  const [overlapHours, setOverlapHours] = useState(24);
  const problem = error === undefined ? null : problemOf(error);
  if (data !== undefined) {
    return (
      <ShownSecret
        onClose={onClose}
        title={`${secret.name} is rotated`}
        description={
          overlapHours === 0
            ? 'From now on only the new secret signs.'
            : 'Webhooks carry both signatures for the overlap: change the receivers until then.'
        }
        secret={signingText(secret.kind, data.secret)}
      />
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Rotate the signing secret ${secret.name}`}
      description="A new secret is made. For the overlap webhooks are signed with the old one too."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look={overlapHours === 0 ? 'danger' : 'primary'}
            busy={isLoading}
            onClick={() => void rotate({ id: secret.id, overlapHours })}
          >
            Rotate it
          </Button>
        </>
      }
    >
      <FormProblem problem={problem} />
      <Field
        label="The old one goes on for"
        error={faultOf(problem, 'overlapHours')}
        hint={
          overlapHours === 0
            ? 'Receivers that know only the old one refuse webhooks from now on.'
            : 'Until then receivers accept either.'
        }
      >
        <Select value={overlapHours} onChange={(event) => setOverlapHours(Number(event.target.value))}>
          {overlaps.map(([hours, label]) => (
            <option key={hours} value={hours}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </Dialog>
  );
}
