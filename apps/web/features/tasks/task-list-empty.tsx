'use client';

import { ListChecks, Plus, SearchX } from 'lucide-react';
import { useRole } from '@/features/session/use-role';
import { Button, ButtonLink } from '@/ui/button';
import { CodeBlock } from '@/ui/copy-button';
import { EmptyState } from '@/ui/states';
import { isFiltered } from './use-task-list';

/** In place of no tasks: what belongs here, or what hides it. */
export function NoTasks({ filter, onClear }: { filter: string; onClear: () => void }) {
  if (!isFiltered(filter)) return <NoTaskYet />;
  return (
    <EmptyState
      icon={<SearchX size={28} />}
      title="No task matches the filter"
      actions={<Button onClick={onClear}>Clear the filter</Button>}
    >
      Hidden by <code className="font-mono text-xs break-all">{filter}</code>
    </EmptyState>
  );
}

function NoTaskYet() {
  const { may } = useRole();
  const origin = typeof window === 'undefined' ? '' : window.location.origin;
  const sample = `curl -X POST ${origin}/api/tasks \\
  -H 'authorization: Bearer <API key>' -H 'content-type: application/json' \\
  -d '{"taskName":"Hello","taskSchedule":"*/5 * * * *","webhookUrl":"https://example.com/hook","jsonPayload":{"hello":"world"}}'`;
  return (
    <>
      <EmptyState
        icon={<ListChecks size={28} />}
        title="No task yet"
        actions={
          may('operator') && (
            <ButtonLink look="primary" href="/tasks/new" icon={<Plus size={14} />}>
              New task
            </ButtonLink>
          )
        }
      >
        A task says which webhook is called, and when: by a schedule, once, or whenever you start it. It is
        listed here with its last runs and the next one.
      </EmptyState>
      <div className="mx-auto flex max-w-3xl flex-col gap-1.5 px-4 pb-8">
        <p className="text-ink-soft text-xs">Or over the API:</p>
        <CodeBlock text={sample} label="a sample task" />
      </div>
    </>
  );
}
