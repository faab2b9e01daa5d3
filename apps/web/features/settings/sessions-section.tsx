'use client';

import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useCallerQuery } from '@/features/session/session.api';
import { Ago, Instant } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { EmptyState } from '@/ui/states';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import { Listed } from './listed';
import { SettingsSection } from './settings-section';
import type { OpenSession } from './settings.api';
import {
  useEndOtherSessionsMutation,
  useEndSessionMutation,
  useSessionPagesInfiniteQuery,
} from './settings.api';
import { formatCount } from '@/features/time/format-time';

/** Where one is signed in, and the end of that. */
export function SessionsSection() {
  const query = useSessionPagesInfiniteQuery();
  const { data: caller } = useCallerQuery();
  const [isAsking, setAsking] = useState(false);
  const others = (query.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ isCurrent }) => !isCurrent);
  return (
    <SettingsSection
      title="Sessions"
      lead="Where you are signed in. A session that nobody uses ends by itself after 14 days."
      actions={
        <Button icon={<LogOut size={14} />} disabled={others.length === 0} onClick={() => setAsking(true)}>
          End all others
        </Button>
      }
    >
      <Card flush title="Your sessions" note="The newest first">
        <Listed
          query={query}
          what="sessions"
          empty={
            <EmptyState icon={<MonitorSmartphone size={28} />} title="You have no sessions">
              {caller?.kind === 'machine'
                ? 'This machine needs no sign-in, so there is nothing to end. Users have sessions.'
                : 'Sessions begin with a sign-in; API keys have none.'}
            </EmptyState>
          }
        >
          {(sessions) => <SessionTable sessions={sessions} />}
        </Listed>
      </Card>
      <EndOthers isOpen={isAsking} count={others.length} onClose={() => setAsking(false)} />
    </SettingsSection>
  );
}

function SessionTable({ sessions }: { sessions: readonly OpenSession[] }) {
  return (
    <Table caption="Your sessions">
      <thead>
        <tr>
          <ColumnHead>Signed in</ColumnHead>
          <ColumnHead className="max-md:hidden">Last renewed</ColumnHead>
          <ColumnHead className="max-sm:hidden">Ends</ColumnHead>
          <ColumnHead className="text-right">
            <span className="sr-only">Actions</span>
          </ColumnHead>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <Row key={session.id}>
            <th scope="row" className="px-3 py-2 font-medium">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Instant at={session.signedInAt} />
                {session.isCurrent && <Badge tone="success">This session</Badge>}
              </span>
            </th>
            <Cell className="text-ink-soft max-md:hidden">
              <Ago at={session.renewedAt} />
            </Cell>
            <Cell className="text-ink-soft max-sm:hidden">
              <Ago at={session.expiresAt} />
            </Cell>
            <Cell className="text-right">
              <EndButton session={session} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function EndButton({ session }: { session: OpenSession }) {
  const [end, { isLoading }] = useEndSessionMutation();
  if (session.isCurrent) return <span className="text-ink-faint text-xs">Sign out in the user menu</span>;
  const onEnd = async (): Promise<void> => {
    const { error } = await end(session.id);
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify('The session has ended.');
  };
  return (
    <Button busy={isLoading} onClick={() => void onEnd()} className="h-7">
      End
    </Button>
  );
}

function EndOthers({ isOpen, count, onClose }: { isOpen: boolean; count: number; onClose: () => void }) {
  const [endOthers, { isLoading }] = useEndOtherSessionsMutation();
  const onConfirm = async (): Promise<void> => {
    const { data, error } = await endOthers();
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`${data.ended === 1 ? '1 session has' : `${data.ended} sessions have`} ended.`);
  };
  return (
    <ConfirmDialog
      open={isOpen}
      onClose={onClose}
      title={count === 1 ? 'End the other session?' : `End ${count} other sessions?`}
      description="Whoever uses them has to sign in again. This one stays."
      action={`End ${formatCount(count, 'session')}`}
      busy={isLoading}
      onConfirm={() => void onConfirm()}
    />
  );
}
