'use client';

import { useReceiverQuery } from '@/features/inspector/inspector.api';
import { inspectorHref } from '@/features/inspector/links';
import { effectiveRequest } from '@/features/request/effective-request';
import { RequestView } from '@/features/request/request-view';
import type { RunDetail } from '@/features/runs/runs.api';
import type { Task } from '@/features/tasks/tasks.api';
import { Link } from '@/ui/link';
import { LoadingRows } from '@/ui/states';

function InspectorLink(sent: { url: string; runId: string }) {
  const { data: receiver } = useReceiverQuery();
  const href = inspectorHref(sent, receiver?.url);
  if (href === null) return null;
  return (
    <>
      {' '}
      <Link href={href} className="text-accent underline">
        What the receiver got, in the inspector
      </Link>
    </>
  );
}

/** What the run is sent with. Tasks change: a run goes out with its task as it is when it goes. */
export function RequestTab({
  run,
  task,
  number,
}: {
  run: RunDetail;
  task: Task | undefined;
  number: number;
}) {
  if (task === undefined) return <LoadingRows rows={4} label="Loading the request" />;
  const { webhookUrl, jsonPayload, id } = run;
  const request = effectiveRequest(task, { webhookUrl, jsonPayload, runId: id });
  const sent = request.headers.map((header) =>
    header.name === 'webhook-attempt' ? { ...header, value: String(number) } : header,
  );
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p className="text-ink-soft text-xs">
        Written anew from the run and its task, as requests are not kept. Values of headers that may be secret
        are masked, those of secrets and placeholders are filled in when it is sent; what stands in angle
        brackets is made for each attempt.
        <InspectorLink url={request.url} runId={id} />
      </p>
      {task.version !== run.taskVersion && (
        <p className="bg-warning-soft text-warning rounded-md px-3 py-2 text-xs">
          The task was changed since this run was made (version {run.taskVersion}, now {task.version}). This
          is the request by the task as it is now.
        </p>
      )}
      {(run.hasOwnPayload || run.webhookUrl !== null) && (
        <p className="text-ink-soft">
          {[run.hasOwnPayload && 'The payload', run.webhookUrl !== null && 'The address']
            .filter(Boolean)
            .join(' and ')}{' '}
          {run.hasOwnPayload && run.webhookUrl !== null ? 'are' : 'is'} this run’s own, not the task’s.
        </p>
      )}
      <RequestView request={{ ...request, headers: sent }} />
    </div>
  );
}
