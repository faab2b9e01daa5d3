'use client';

import { OperatorLink } from '@/features/session/operator-link';
import { formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { ActionsHead, Cell, ColumnHead, Row, Table } from '@/ui/table';
import { newTaskHref } from './links';
import type { Endpoint } from './received';

export interface EndpointsSectionProps {
  /** Of `/webhook`. */
  url: string;
  endpoints: readonly Endpoint[];
  scenarios: readonly { name: string; description: string }[];
  onShow: (path: string) => void;
}

/** The addresses of the receiver: those that were called, and those that answer in a way of their own. */
export function EndpointsSection({ url, endpoints, scenarios, onShow }: EndpointsSectionProps) {
  const special = [
    { href: `${url}?status=503`, description: 'That status, from 200 to 599' },
    { href: `${url}?status=429&retryAfter=30`, description: 'A status, and when to come again' },
    { href: `${url}?delayMs=5000`, description: 'Waits before it answers, up to a minute' },
    ...scenarios.map(({ name, description }) => ({ href: `${url}?scenario=${name}`, description })),
  ];
  return (
    <div className="flex flex-col gap-4">
      <Card title="Endpoints" note="every path under /webhook is one; these were called" flush>
        {endpoints.length === 0 ? (
          <p className="text-ink-soft px-4 pb-4">None yet. Each path that is called appears here.</p>
        ) : (
          <Table caption="Endpoints that were called">
            <thead>
              <tr>
                <ColumnHead>Path</ColumnHead>
                <ColumnHead className="text-right">Calls</ColumnHead>
                <ColumnHead className="text-right">Failed</ColumnHead>
                <ColumnHead>Last</ColumnHead>
                <ActionsHead />
              </tr>
            </thead>
            <tbody>
              {endpoints.map(({ path, count, failed, lastAt }) => (
                <Row key={path}>
                  <Cell>
                    <button
                      type="button"
                      onClick={() => onShow(path)}
                      className="text-accent font-mono break-all underline-offset-2 hover:underline"
                    >
                      {path}
                    </button>
                  </Cell>
                  <Cell className="text-right">{formatNumber(count)}</Cell>
                  <Cell className="text-right">{formatNumber(failed)}</Cell>
                  <Cell className="whitespace-nowrap">
                    <Ago at={lastAt} />
                  </Cell>
                  <Cell className="text-right">
                    <OperatorLink look="quiet" href={newTaskHref(new URL(path, url).href)}>
                      New task
                    </OperatorLink>
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <Card title="Scenarios" note="a task with such a URL gets this answer each time" flush>
        <Table caption="URLs that ask for an answer">
          <thead>
            <tr>
              <ColumnHead>URL</ColumnHead>
              <ColumnHead>What it answers</ColumnHead>
              <ActionsHead />
            </tr>
          </thead>
          <tbody>
            {special.map(({ href, description }) => (
              <Row key={href}>
                <Cell className="font-mono text-xs break-all">{href.slice(href.indexOf('/webhook'))}</Cell>
                <Cell>{description}</Cell>
                <Cell>
                  <div className="flex justify-end">
                    <CopyButton text={href} label="Copy the URL" />
                    <OperatorLink look="quiet" href={newTaskHref(href)}>
                      New task
                    </OperatorLink>
                  </div>
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  );
}
