'use client';

import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Ago, Countdown } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { notify, notifyProblem } from '@/ui/notify';
import { LoadingRows } from '@/ui/states';
import { ActionsHead, Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { Host } from './hosts.api';
import { useCloseHostMutation, useHostsQuery } from './hosts.api';

/** Receivers that fail so much that they are left alone for a while. */
export function HostList() {
  const query = useHostsQuery();
  return (
    <Card title="Hosts held back" note="now" flush>
      <Answered query={query} loading={<LoadingRows rows={2} />}>
        {({ items }) => <HostTable hosts={items} />}
      </Answered>
    </Card>
  );
}

function HostTable({ hosts }: { hosts: readonly Host[] }) {
  if (hosts.length === 0) {
    return (
      <p className="text-ink-faint px-4 pt-1 pb-4">
        No host is held back. One that fails again and again is left alone for a while, and its runs wait.
      </p>
    );
  }
  return (
    <Table caption="Hosts that are left alone for a while">
      <thead>
        <tr>
          <ColumnHead>Host</ColumnHead>
          <ColumnHead>State</ColumnHead>
          <ColumnHead>Reason</ColumnHead>
          <ColumnHead>Since</ColumnHead>
          <ColumnHead>Tried again</ColumnHead>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {hosts.map((host) => (
          <HostRow key={host.host} host={host} />
        ))}
      </tbody>
    </Table>
  );
}

function HostRow({ host: { host, state, reason, openedAt, openedCount, blockedUntil } }: { host: Host }) {
  const { may, whyNot } = useRole();
  const [closeHost, { isLoading }] = useCloseHostMutation();
  const close = async (): Promise<void> => {
    const { error } = await closeHost(host);
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`Runs are sent to ${host} again.`);
  };
  return (
    <Row>
      <th scope="row" className="px-3 py-2 text-left font-medium">
        {host}
      </th>
      <Cell>
        {state === 'open' ? (
          <Badge tone="danger">Left alone</Badge>
        ) : (
          <Badge tone="warning">One attempt at a time</Badge>
        )}
      </Cell>
      <Cell>
        <code className="font-mono text-xs">{reason}</code>
      </Cell>
      <Cell className="whitespace-nowrap">
        <Ago at={openedAt} />
        {openedCount > 1 && <span className="text-ink-faint"> ({openedCount} times)</span>}
      </Cell>
      <Cell className="whitespace-nowrap">
        {state === 'open' ? <Countdown to={blockedUntil} /> : 'with the next run'}
      </Cell>
      <Cell className="text-right">
        <Button
          busy={isLoading}
          disabled={!may('operator')}
          title={whyNot('operator') ?? 'Send to it again at once, as if it had never failed'}
          aria-label={`Close the circuit of ${host}`}
          onClick={() => void close()}
        >
          Close
        </Button>
      </Cell>
    </Row>
  );
}
