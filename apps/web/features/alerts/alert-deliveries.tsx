'use client';

import { CircleCheck, CircleX, Clock, LoaderCircle } from 'lucide-react';
import { problemOf } from '@/api/problem';
import { Ago, Countdown } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { StaleBanner } from '@/ui/states';
import type { StatusLook } from '@/ui/status';
import { lookOf } from '@/ui/status';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { AlertChannel, AlertDelivery } from './alert-channels.api';
import { alertChannelsApi, useAlertDeliveriesQuery } from './alert-channels.api';

const looks: Readonly<Record<string, StatusLook>> = {
  pending: { label: 'Waiting', tone: 'neutral', icon: <Clock size={12} /> },
  sending: {
    label: 'Sending',
    tone: 'info',
    icon: <LoaderCircle size={12} className="animate-spin" />,
  },
  sent: { label: 'Sent', tone: 'success', icon: <CircleCheck size={12} /> },
  failed: { label: 'Failed', tone: 'danger', icon: <CircleX size={12} /> },
};

/** While one is on its way somebody waits for its outcome; else nothing tells that there is another. */
const pollOpenMs = 1_000;
const pollMs = 15_000;

/** What a channel told last, and how that went. */
export function AlertDeliveries({ channel: { id, name } }: { channel: AlertChannel }) {
  const known = alertChannelsApi.endpoints.alertDeliveries.useQueryState(id);
  const isOpen = known.data?.items.some(({ finishedAt }) => finishedAt === null) ?? false;
  const { data, error, refetch } = useAlertDeliveriesQuery(id, {
    pollingInterval: isOpen ? pollOpenMs : pollMs,
    skipPollingIfUnfocused: true,
  });
  return (
    <section aria-label={`Last deliveries of ${name}`} aria-live="polite" className="mt-3">
      {error !== undefined && <StaleBanner problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="text-ink-faint text-xs">Nothing has been told yet.</p>}
      {data !== undefined && data.items.length > 0 && (
        <div className="border-line rounded-md border">
          <DeliveryTable of={name} deliveries={data.items} />
        </div>
      )}
    </section>
  );
}

function DeliveryTable({ of, deliveries }: { of: string; deliveries: readonly AlertDelivery[] }) {
  return (
    <Table caption={`What ${of} told last`}>
      <thead>
        <tr>
          <ColumnHead className="max-sm:hidden">Told</ColumnHead>
          <ColumnHead>Message</ColumnHead>
          <ColumnHead>Outcome</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Row key={delivery.id}>
            <Cell className="text-ink-soft align-top whitespace-nowrap max-sm:hidden">
              <Ago at={delivery.createdAt} />
            </Cell>
            <Cell className="align-top">
              {delivery.isTest && (
                <Badge tone="violet" className="mr-2">
                  Test
                </Badge>
              )}
              {delivery.summary}
              <span className="text-ink-faint block text-xs sm:hidden">
                <Ago at={delivery.createdAt} />
              </span>
            </Cell>
            <Cell className="align-top">
              <Outcome delivery={delivery} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function Outcome({ delivery }: { delivery: AlertDelivery }) {
  const { status, attempts, httpStatus, outcome, nextAttemptAt } = delivery;
  const { label, tone, icon } = lookOf(looks, status);
  const isTriedAgain = nextAttemptAt !== null && attempts > 0;
  const words = [httpStatus === null ? null : `Status ${httpStatus}`, outcome].filter(
    (word) => word !== null,
  );
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
        {attempts > 1 && <span className="text-ink-faint text-xs">attempt {attempts}</span>}
        {isTriedAgain && (
          <span className="text-ink-faint text-xs">
            again <Countdown to={nextAttemptAt} />
          </span>
        )}
      </span>
      {words.length > 0 && (
        <span
          className="text-ink-faint mt-0.5 line-clamp-2 block text-xs wrap-anywhere"
          title={words.join(': ')}
        >
          {words.join(': ')}
        </span>
      )}
    </>
  );
}
