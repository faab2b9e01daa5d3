'use client';

import { Lock } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { NewButton } from '@/features/session/new-button';
import { useRole } from '@/features/session/use-role';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { Ago } from '@/features/time/time';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { EmptyState } from '@/ui/states';
import { ActionsHead, Cell, ColumnHead, Row, Table } from '@/ui/table';
import { SecretDialog } from './secret-dialog';
import type { Secret } from './secrets.api';
import { useDeleteSecretMutation, useSecretPagesInfiniteQuery } from './secrets.api';

/** Values that tasks name and nobody reads. */
export function SecretsSection() {
  const query = useSecretPagesInfiniteQuery();
  const { whyNot } = useRole();
  /** The name of the one whose value is replaced; '' for a new one. */
  const [written, setWritten] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<Secret | null>(null);
  const make = <NewButton label="New secret" needs="admin" onClick={() => setWritten('')} />;
  return (
    <SettingsSection
      title="Secrets"
      lead="Values for headers, addresses and bodies of webhooks. They are sealed at rest; no screen and no route shows them again."
      actions={make}
    >
      <Card flush title="Secrets" note="By name">
        <Listed
          query={query}
          what="secrets"
          empty={
            <EmptyState icon={<Lock size={28} />} title="There is no secret yet" actions={make}>
              A task names one as <code className="font-mono">{'{{secret:NAME}}'}</code>, for instance in the
              header <code className="font-mono">Authorization</code>.
            </EmptyState>
          }
        >
          {(secrets) => (
            <SecretTable
              secrets={secrets}
              whyNot={whyNot('admin')}
              onReplace={({ name }) => setWritten(name)}
              onDelete={setDeleted}
            />
          )}
        </Listed>
      </Card>
      {written !== null && <SecretDialog replaced={written || null} onClose={() => setWritten(null)} />}
      {deleted !== null && <DeleteDialog secret={deleted} onClose={() => setDeleted(null)} />}
    </SettingsSection>
  );
}

interface SecretTableProps {
  secrets: readonly Secret[];
  whyNot: string | null;
  onReplace: (secret: Secret) => void;
  onDelete: (secret: Secret) => void;
}

function SecretTable({ secrets, whyNot, onReplace, onDelete }: SecretTableProps) {
  const title = whyNot ?? undefined;
  return (
    <Table caption="Secrets">
      <thead>
        <tr>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead className="max-md:hidden">As tasks name it</ColumnHead>
          <ColumnHead className="max-sm:hidden">Value set</ColumnHead>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {secrets.map((secret) => (
          <Row key={secret.name}>
            <th scope="row" className="px-3 py-2 font-medium break-all">
              {secret.name}
            </th>
            <Cell className="max-md:hidden">
              <span className="inline-flex items-center gap-1">
                <code className="font-mono text-xs">{`{{secret:${secret.name}}}`}</code>
                <CopyButton text={`{{secret:${secret.name}}}`} label={`Copy how tasks name ${secret.name}`} />
              </span>
            </Cell>
            <Cell className="text-ink-soft max-sm:hidden">
              <Ago at={secret.updatedAt} />
            </Cell>
            <Cell>
              <span className="flex flex-wrap justify-end gap-1.5">
                <Button
                  className="h-7"
                  disabled={whyNot !== null}
                  title={title}
                  onClick={() => onReplace(secret)}
                >
                  Replace
                </Button>
                <Button
                  className="h-7"
                  disabled={whyNot !== null}
                  title={title}
                  onClick={() => onDelete(secret)}
                >
                  Delete
                </Button>
              </span>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function DeleteDialog({ secret: { name }, onClose }: { secret: Secret; onClose: () => void }) {
  const [remove, { isLoading }] = useDeleteSecretMutation();
  const onConfirm = async (): Promise<void> => {
    const { error } = await remove(name);
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The secret ${name} is deleted.`);
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the secret ${name}?`}
      description="Its value cannot be brought back. Tasks that name it fail until they name another one."
      action="Delete 1 secret"
      busy={isLoading}
      onConfirm={() => void onConfirm()}
    />
  );
}
