'use client';

import { useMemo } from 'react';
import type { Attempt, RunDetail } from '@/features/runs/runs.api';
import { useShortcuts } from '@/features/shell/shortcuts';
import type { Task } from '@/features/tasks/tasks.api';
import { useQueryState } from '@/features/url/use-query-state';
import { Card } from '@/ui/card';
import { RunStatus } from '@/ui/status';
import type { Tab } from '@/ui/tabs';
import { Tabs } from '@/ui/tabs';
import { ErrorTab } from './error-tab';
import { LogTab } from './log-tab';
import { RequestTab } from './request-tab';
import { ResponseTab } from './response-tab';
import { StatesTab } from './states-tab';

export interface AttemptPanelProps {
  run: RunDetail;
  task: Task | undefined;
  /** Null: none was made. */
  attempt: Attempt | null;
  number: number;
  /** Whether the result of the run is its response: nothing else tells it. */
  isResult: boolean;
}

/** What one attempt sent and got back, and what is told of the run beside it; keys 1 to 5 lead to its tabs. */
export function AttemptPanel({ run, task, attempt, number, isResult }: AttemptPanelProps) {
  const { get, set } = useQueryState();
  const tabs: Tab[] = [
    {
      id: 'response',
      label: 'Response',
      content: <ResponseTab attempt={attempt} isResult={isResult} />,
    },
    { id: 'request', label: 'Request', content: <RequestTab run={run} task={task} number={number} /> },
    {
      id: 'log',
      label: `Log${run.logLines.length > 0 ? ` (${run.logLines.length})` : ''}`,
      content: <LogTab run={run} />,
    },
    { id: 'error', label: 'Error', content: <ErrorTab attempt={attempt} /> },
    { id: 'states', label: 'States', content: <StatesTab run={run} taskZone={task?.timeZone ?? null} /> },
  ];
  const ids = tabs.map(({ id }) => id).join(' ');
  const asked = get('tab');
  const hasFailed = attempt?.errorCode != null;
  const tab = asked !== null && ids.split(' ').includes(asked) ? asked : hasFailed ? 'error' : 'response';
  const shortcuts = useMemo(
    () =>
      Object.fromEntries(
        ids
          .split(' ')
          .map((id, index) => [
            String(index + 1),
            { does: `Show the ${id} of the attempt`, run: () => set({ tab: id }) },
          ]),
      ),
    [ids, set],
  );
  useShortcuts(shortcuts);
  return (
    <Card
      title={attempt === null ? 'No attempt yet' : `Attempt ${number} of ${run.attempts.length}`}
      note={attempt !== null && <RunStatus status={attempt.status} />}
    >
      <Tabs label="Attempt" tabs={tabs} value={tab} onChange={(id) => set({ tab: id })} />
    </Card>
  );
}
