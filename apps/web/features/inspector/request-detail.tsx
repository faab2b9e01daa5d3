'use client';

import { X } from 'lucide-react';
import { OperatorLink } from '@/features/session/operator-link';
import { Link } from '@/ui/link';
import { formatDuration, formatNumber } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { CodeBlock } from '@/ui/copy-button';
import { formatJson } from '@/ui/json-text';
import { KeyValues } from '@/ui/key-values';
import { Tabs } from '@/ui/tabs';
import type { ReceivedRequest } from './inspector.api';
import { newTaskHref, runHref } from './links';
import { RequestActions } from './request-actions';
import { RequestDiff } from './request-diff';
import { SignatureMark, StatusMark } from './request-marks';
import { toCurl, toRaw } from './request-text';
import { RequestSignature } from './signature-on-demand';

export interface RequestDetailProps {
  request: ReceivedRequest;
  /** Those that it may be compared with. */
  others: readonly ReceivedRequest[];
  receiverUrl: string;
  isPinned: boolean;
  view: string;
  onView: (view: string) => void;
  comparedWith: number | null;
  onCompare: (number: number) => void;
  onClose: () => void;
  onDeleted: () => void;
}

/** All that is known of one request. */
export function RequestDetail(props: RequestDetailProps) {
  const { request, others, receiverUrl, view, onView, comparedWith, onCompare, onClose } = props;
  const { isPinned, onDeleted } = props;
  const { number, method, path, query, body, bodyLength, headers } = request;
  const indented = formatJson(body);
  const queryItems = [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
  return (
    <Card
      title={`Request ${number}`}
      actions={
        <>
          <RequestActions request={request} {...{ receiverUrl, isPinned, onDeleted }} />
          <IconButton label="Close the request" icon={<X size={16} />} onClick={onClose} />
        </>
      }
    >
      <p className="mb-3 font-mono text-xs break-all">
        <span className="font-semibold">{method}</span> {path}
        {query}
      </p>
      <Facts request={request} receiverUrl={receiverUrl} />
      <Tabs
        label="Parts of the request"
        value={view}
        onChange={onView}
        tabs={[
          {
            id: 'body',
            label: 'Body',
            content: (
              <>
                {body === '' ? (
                  <p className="text-ink-soft">The request has no body.</p>
                ) : (
                  <CodeBlock text={indented ?? body} label="the body" />
                )}
                {body.length < bodyLength && (
                  <p className="text-warning mt-2">
                    Cut: {formatNumber(body.length)} of {formatNumber(bodyLength)} characters were kept.
                  </p>
                )}
              </>
            ),
          },
          {
            id: 'headers',
            label: 'Headers',
            content: (
              <>
                <KeyValues mono items={Object.entries(headers).map(([name, value]) => ({ name, value }))} />
                <p className="text-ink-faint mt-3 text-xs">
                  The receiver keeps those of webhooks, and no secret but the signature.
                </p>
              </>
            ),
          },
          {
            id: 'query',
            label: 'Query',
            content:
              queryItems.length === 0 ? (
                <p className="text-ink-soft">The address has no query.</p>
              ) : (
                <KeyValues mono items={queryItems} />
              ),
          },
          { id: 'raw', label: 'Raw', content: <CodeBlock text={toRaw(request)} label="the raw request" /> },
          {
            id: 'curl',
            label: 'curl',
            content: <CodeBlock text={toCurl(request, receiverUrl)} label="the curl command" />,
          },
          { id: 'signature', label: 'Signature', content: <RequestSignature request={request} /> },
          {
            id: 'compare',
            label: 'Compare',
            content: (
              <RequestDiff
                request={request}
                others={others}
                comparedWith={comparedWith}
                onCompare={onCompare}
              />
            ),
          },
        ]}
      />
    </Card>
  );
}

function Facts({ request, receiverUrl }: Pick<RequestDetailProps, 'request' | 'receiverUrl'>) {
  const { at, status, latencyMs, position, attempt, webhookId, path, query, headers } = request;
  const run = runHref(webhookId);
  const taskId = headers['carillon-task-id'];
  const link = 'text-accent underline-offset-2 hover:underline';
  return (
    <div className="mb-4 flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <StatusMark status={status} />
        <SignatureMark signature={request.signature} />
        <span className="text-ink-soft">after {formatDuration(latencyMs)}</span>
        <span className="text-ink-soft">
          {position === null ? 'as its URL asked' : `call ${position} of its cycle`}
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Instant at={at} />
        {attempt !== null && <span>attempt {attempt}</span>}
        {run !== null && (
          <Link href={run} className={link}>
            Open the run
          </Link>
        )}
        {taskId !== undefined && (
          <Link href={`/tasks/${taskId}`} className={link}>
            Open the task
          </Link>
        )}
        <OperatorLink look="quiet" href={newTaskHref(new URL(path + query, receiverUrl).href)}>
          New task for this endpoint
        </OperatorLink>
      </div>
    </div>
  );
}
