'use client';

import { effectiveRequest } from '@/features/request/effective-request';
import { RequestView } from '@/features/request/request-view';
import type { Task } from '@/features/tasks/tasks.api';
import { Card } from '@/ui/card';

/** What the receiver of the task gets. */
export function RequestTab({ task }: { task: Task }) {
  return (
    <Card title="Request" note={`By version ${task.version} of the task`}>
      {task.deliveryOptions.templates && (
        <p className="text-ink-soft mb-3">
          Words in double braces are filled in for each attempt when it is sent.
        </p>
      )}
      <RequestView request={effectiveRequest(task)} />
    </Card>
  );
}
