'use client';

import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import type { QueryState } from '@/features/url/use-query-state';
import { useQueryState } from '@/features/url/use-query-state';
import { Button } from '@/ui/button';
import { Input, Select } from '@/ui/field';
import type { AuditEntry } from './audit.api';

/** Each that the API knows: a kind that it is given anew is missed by the compiler until it stands here. */
const kinds = Object.keys({
  tasks: true,
  runs: true,
  lanes: true,
  queue: true,
  hosts: true,
  blackouts: true,
  'bulk-operations': true,
  cleanup: true,
  'alert-channels': true,
  channels: true,
  inspector: true,
  'saved-views': true,
  users: true,
  invitations: true,
  'api-keys': true,
  auth: true,
  secrets: true,
  'signing-secrets': true,
} satisfies Record<AuditEntry['subjectType'], true>);

const texts = ['actor', 'action', 'subjectId'] as const;
const names = [...texts, 'subjectType'] as const;
type Filter = Partial<Record<(typeof names)[number], string>>;

/** What the address asks for. */
export function filterOf({ get }: QueryState): Filter {
  const filter: Filter = {};
  for (const name of names) {
    const value = get(name);
    if (value !== null && value !== '') filter[name] = value;
  }
  return filter;
}

const labels = { actor: 'Actor', action: 'Action', subjectId: 'Id of the subject' };
const samples = { actor: 'kim@example.com', action: 'updateTask', subjectId: '01a2…' };

/** By whole values, as the log is indexed by them. They stand in the address. */
export function AuditFilters() {
  const state = useQueryState();
  const [typed, setTyped] = useState({ actor: '', action: '', subjectId: '' });
  const inAddress = texts.map((name) => state.get(name) ?? '').join('\n');
  useEffect(() => {
    const [actor = '', action = '', subjectId = ''] = inAddress.split('\n');
    setTyped({ actor, action, subjectId });
  }, [inAddress]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    state.set({ actor: typed.actor.trim(), action: typed.action.trim(), subjectId: typed.subjectId.trim() });
  };
  return (
    <form
      onSubmit={submit}
      role="search"
      aria-label="Audit log"
      className="flex flex-wrap items-end gap-3 p-4"
    >
      <label className="flex min-w-36 flex-1 flex-col gap-1 text-xs font-medium">
        Kind of subject
        <Select
          value={state.get('subjectType') ?? ''}
          onChange={(event) => state.set({ subjectType: event.target.value })}
        >
          <option value="">All</option>
          {kinds.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </Select>
      </label>
      {texts.map((name, index) => (
        <label key={name} className="flex min-w-36 flex-1 flex-col gap-1 text-xs font-medium">
          {labels[name]}
          <Input
            value={typed[name]}
            placeholder={samples[name]}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            autoComplete="off"
            {...(index === 0 && { 'data-filter-box': true })}
          />
        </label>
      ))}
      <Button type="submit">Filter</Button>
    </form>
  );
}
