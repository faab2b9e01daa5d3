'use client';

import { Inbox, Pause, Play } from 'lucide-react';
import { useMemo } from 'react';
import { problemOf } from '@/api/problem';
import { useLive } from '@/features/live/use-live';
import { useQueryState } from '@/features/url/use-query-state';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { Tabs } from '@/ui/tabs';
import { EndpointsSection } from './endpoints-section';
import type { Receiver } from './inspector.api';
import { useReceiverQuery } from './inspector.api';
import { endpointsOf } from './received';
import { ReceiverCard } from './receiver-card';
import { RequestsSection } from './requests-section';
import { SettingsForm } from './settings-form';
import { SignatureTester } from './signature-on-demand';
import { useReceived } from './use-received';

const statsEveryMs = 2_000;

/** What the built-in receiver gets, and how it answers. */
export function InspectorScreen() {
  const { isPaused, toggle } = useLive();
  const receiver = useReceiverQuery(undefined, {
    pollingInterval: isPaused ? 0 : statsEveryMs,
    skipPollingIfUnfocused: true,
  });
  const { data } = receiver;
  const problem = receiver.error === undefined ? null : problemOf(receiver.error);
  const retry = (): void => void receiver.refetch();
  return (
    <Page
      title="Inspector"
      description="What the built-in receiver gets, and how it answers."
      actions={
        data?.url != null && (
          <Button
            aria-pressed={isPaused}
            icon={isPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
            onClick={toggle}
          >
            {isPaused ? 'Go on' : 'Pause'}
          </Button>
        )
      }
    >
      {data === undefined && problem === null && <LoadingRows label="Loading the receiver" />}
      {data === undefined && problem !== null && <ProblemPanel problem={problem} onRetry={retry} />}
      {data !== undefined && problem !== null && <StaleBanner problem={problem} onRetry={retry} />}
      {data?.url === null && <NoReceiver />}
      {data !== undefined && isWhole(data) && <Inspector receiver={data} isPaused={isPaused} />}
    </Page>
  );
}

type WholeReceiver = { [Key in keyof Receiver]: NonNullable<Receiver[Key]> };

function isWhole(receiver: Receiver): receiver is WholeReceiver {
  return Object.values(receiver).every((value) => value !== null);
}

function Inspector({ receiver, isPaused }: { receiver: WholeReceiver; isPaused: boolean }) {
  const { url, settings, stats, scenarios } = receiver;
  const { get, set } = useQueryState();
  const received = useReceived(stats, isPaused);
  const endpoints = useMemo(() => endpointsOf(received.requests), [received.requests]);
  const tab = get('tab') ?? 'requests';
  return (
    <>
      <ReceiverCard url={url} stats={stats} settings={settings} />
      <Tabs
        label="Parts of the inspector"
        value={tab}
        onChange={(id) => set({ tab: id === 'requests' ? null : id }, 'push')}
        tabs={[
          {
            id: 'requests',
            label: 'Requests',
            content: <RequestsSection url={url} stats={stats} received={received} />,
          },
          {
            id: 'endpoints',
            label: 'Endpoints and scenarios',
            content: (
              <EndpointsSection
                url={url}
                endpoints={endpoints}
                scenarios={scenarios}
                onShow={(path) => set({ tab: null, path }, 'push')}
              />
            ),
          },
          { id: 'signature', label: 'Signature tester', content: <SignatureTester /> },
          { id: 'settings', label: 'Settings', content: <SettingsForm settings={settings} /> },
        ]}
      />
    </>
  );
}

function NoReceiver() {
  return (
    <EmptyState icon={<Inbox size={28} />} title="This installation has no receiver of its own">
      <p>
        The dummy webhook is for trials. <code className="font-mono">npm start</code> runs one beside the
        rest; elsewhere start it by hand and set <code className="font-mono">CARILLON_DUMMY_URL</code> for the
        API to where it listens, such as <code className="font-mono">http://127.0.0.1:3002</code>.
      </p>
    </EmptyState>
  );
}
