'use client';

import { Eye, RotateCw, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Ago, Instant } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { ConfirmDialog } from '@/ui/dialog';
import { KeyValues } from '@/ui/key-values';
import { notify, notifyProblem } from '@/ui/notify';
import { RevealDialog } from './reveal-dialog';
import { RotateDialog } from './rotate-dialog';
import type { SigningSecret } from './signing-secrets.api';
import { useDeleteSigningSecretMutation, useMakeDefaultSigningSecretMutation } from './signing-secrets.api';

const kindNames = {
  hmac: 'HMAC-SHA256, one secret on both sides',
  ed25519: 'Ed25519, receivers need the public key only',
};

type Asked = 'reveal' | 'rotate' | 'delete' | null;

/** One signing secret, and what can be done with it. */
export function SigningSecretCard({ secret }: { secret: SigningSecret }) {
  const { name, kind, isDefault, publicKey, previousValidUntil, createdAt, updatedAt } = secret;
  const now = useNow(60_000);
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => setAsked(null);
  const overlaps = previousValidUntil !== null && Date.parse(previousValidUntil) > now;
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {name}
          {isDefault && <Badge tone="success">Default</Badge>}
          <Badge>{kind}</Badge>
        </span>
      }
      actions={<Actions secret={secret} onAsk={setAsked} />}
    >
      <KeyValues
        items={[
          { name: 'Kind', value: kindNames[kind] },
          {
            name: 'Signs for',
            value: isDefault ? 'Tasks that name no other, and those that name it' : 'Tasks that name it',
          },
          ...(publicKey === null
            ? []
            : [{ name: 'Public key', value: <PublicKey of={name} text={publicKey} /> }]),
          { name: 'Last rotated', value: createdAt === updatedAt ? 'Never' : <Ago at={updatedAt} /> },
          ...(overlaps
            ? [
                {
                  name: 'Overlap',
                  value: (
                    <>
                      Its predecessor signs too until <Instant at={previousValidUntil} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {asked === 'reveal' && <RevealDialog secret={secret} onClose={close} />}
      {asked === 'rotate' && <RotateDialog secret={secret} onClose={close} />}
      {asked === 'delete' && <DeleteDialog secret={secret} onClose={close} />}
    </Card>
  );
}

function PublicKey({ of, text }: { of: string; text: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 pt-1.5 font-mono text-xs break-all">{text}</code>
      <CopyButton text={text} label={`Copy the public key of ${of}`} />
    </span>
  );
}

function Actions({ secret, onAsk }: { secret: SigningSecret; onAsk: (asked: Asked) => void }) {
  const { whyNot } = useRole();
  const [makeDefault, { isLoading }] = useMakeDefaultSigningSecretMutation();
  const refusal = whyNot('admin');
  const common = { className: 'h-7', disabled: refusal !== null, title: refusal ?? undefined };
  const onDefault = async (): Promise<void> => {
    const { error } = await makeDefault(secret.id);
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`${secret.name} signs for the tasks that name none.`);
  };
  return (
    <>
      <Button {...common} icon={<Eye size={13} />} onClick={() => onAsk('reveal')}>
        Reveal
      </Button>
      <Button {...common} icon={<RotateCw size={13} />} onClick={() => onAsk('rotate')}>
        Rotate
      </Button>
      {!secret.isDefault && (
        <>
          <Button {...common} icon={<Star size={13} />} busy={isLoading} onClick={() => void onDefault()}>
            Make default
          </Button>
          <Button {...common} icon={<Trash2 size={13} />} onClick={() => onAsk('delete')}>
            Delete
          </Button>
        </>
      )}
    </>
  );
}

function DeleteDialog({ secret: { id, name }, onClose }: { secret: SigningSecret; onClose: () => void }) {
  const [remove, { isLoading }] = useDeleteSigningSecretMutation();
  const onConfirm = async (): Promise<void> => {
    const { error } = await remove(id);
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The signing secret ${name} is deleted.`);
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the signing secret ${name}?`}
      description="It cannot be brought back. One that a task names is not deleted."
      action="Delete 1 signing secret"
      busy={isLoading}
      onConfirm={() => void onConfirm()}
    />
  );
}
