'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { NewButton } from '@/features/session/new-button';
import { useCallerQuery } from '@/features/session/session.api';
import { Listed } from '@/features/settings/listed';
import { SettingsSection } from '@/features/settings/settings-section';
import { Ago, Instant } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { EmptyState } from '@/ui/states';
import { ActionsHead, Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { ApiKey } from './api-keys.api';
import { useApiKeyPagesInfiniteQuery, useRevokeApiKeyMutation } from './api-keys.api';
import { NewApiKeyDialog } from './new-api-key-dialog';

/** Keys with which programs use the API. */
export function ApiKeysSection() {
  const query = useApiKeyPagesInfiniteQuery();
  const { data: caller } = useCallerQuery();
  const [isMaking, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  const make = <NewButton label="New key" onClick={() => setMaking(true)} />;
  return (
    <SettingsSection
      title="API keys"
      lead={
        caller?.role === 'admin'
          ? 'Keys with which programs use the API: yours, and everybody’s, as you are an administrator.'
          : 'Keys with which programs use the API in your name.'
      }
      actions={make}
    >
      <Card flush title="Keys that open" note="The newest first; revoked ones are gone">
        <Listed
          query={query}
          what="keys"
          empty={
            <EmptyState icon={<KeyRound size={28} />} title="There is no key yet" actions={make}>
              A program sends its key as <code className="font-mono">Authorization: Bearer cak_…</code> with
              each request.
            </EmptyState>
          }
        >
          {(keys) => <KeyTable keys={keys} ownId={caller?.userId ?? null} onRevoke={setRevoked} />}
        </Listed>
      </Card>
      {isMaking && <NewApiKeyDialog onClose={() => setMaking(false)} />}
      {revoked !== null && <RevokeDialog apiKey={revoked} onClose={() => setRevoked(null)} />}
    </SettingsSection>
  );
}

interface KeyTableProps {
  keys: readonly ApiKey[];
  ownId: string | null;
  onRevoke: (key: ApiKey) => void;
}

function KeyTable({ keys, ownId, onRevoke }: KeyTableProps) {
  return (
    <Table caption="API keys">
      <thead>
        <tr>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead className="max-sm:hidden">Role</ColumnHead>
          <ColumnHead className="max-lg:hidden">Scopes</ColumnHead>
          <ColumnHead className="max-md:hidden">Last used</ColumnHead>
          <ColumnHead className="max-md:hidden">Expires</ColumnHead>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id}>
            <th scope="row" className="px-3 py-2 font-normal">
              <span className="block font-medium break-words">{key.name}</span>
              <span className="text-ink-faint block text-xs">
                <code className="font-mono">cak_{key.prefix}…</code> · {ownerOf(key, ownId)}
                <span className="sm:hidden"> · {key.role}</span>
              </span>
            </th>
            <Cell className="max-sm:hidden">
              <Badge tone={key.role === 'admin' ? 'violet' : 'neutral'}>{key.role}</Badge>
            </Cell>
            <Cell className="text-ink-soft max-lg:hidden">
              {key.scopes === null ? 'All of the role' : key.scopes.join(', ')}
            </Cell>
            <Cell className="text-ink-soft whitespace-nowrap max-md:hidden">
              {key.lastUsedAt === null ? 'Never' : <Ago at={key.lastUsedAt} />}
            </Cell>
            <Cell className="whitespace-nowrap max-md:hidden">
              <Expiry at={key.expiresAt} />
            </Cell>
            <Cell className="text-right">
              <Button className="h-7" onClick={() => onRevoke(key)}>
                Revoke
              </Button>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function ownerOf({ userId }: ApiKey, ownId: string | null): string {
  if (userId === null) return 'this machine’s';
  return userId === ownId ? 'yours' : 'another user’s';
}

function Expiry({ at }: { at: string | null }) {
  const now = useNow(60_000);
  if (at === null) return <span className="text-ink-soft">Never</span>;
  if (Date.parse(at) <= now) return <Badge tone="warning">Expired</Badge>;
  return <Instant at={at} className="text-ink-soft" />;
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const [revoke, { isLoading }] = useRevokeApiKeyMutation();
  const onConfirm = async (): Promise<void> => {
    const { error } = await revoke(apiKey.id);
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The key ${apiKey.name} opens nothing any more.`);
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Revoke the key ${apiKey.name}?`}
      description="Programs that use it are refused from their next request on. This cannot be undone."
      action="Revoke 1 key"
      busy={isLoading}
      onConfirm={() => void onConfirm()}
    >
      <p className="text-ink-soft">
        <code className="font-mono">cak_{apiKey.prefix}…</code>, role {apiKey.role},{' '}
        {apiKey.lastUsedAt === null ? (
          'never used'
        ) : (
          <>
            last used <Ago at={apiKey.lastUsedAt} />
          </>
        )}
        .
      </p>
    </ConfirmDialog>
  );
}
