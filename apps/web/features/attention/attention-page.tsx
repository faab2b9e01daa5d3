'use client';

import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { useTimeWindow, WindowChoice } from '@/features/charts/time-window';
import { useRole } from '@/features/session/use-role';
import { noRow } from '@/features/url/use-active-row';
import { useQueryState } from '@/features/url/use-query-state';
import { Button } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import { Page } from '@/ui/page';
import { Tabs } from '@/ui/tabs';
import { AcknowledgedTasks } from './acknowledged-tasks';
import { FailingTasks } from './failing-tasks';
import { FailureGroups } from './failure-groups';
import { presets } from './presets';

const PresetRuns = onDemand(() => import('./preset-runs').then((module) => module.PresetRuns));
const Slow = onDemand(() => import('./slow').then((module) => module.Slow));
const RecoverDialog = onDemand(() => import('./recover-dialog').then((module) => module.RecoverDialog));

/** What went wrong for good, and what is about to. */
export function AttentionPage() {
  const [window, setWindow] = useTimeWindow();
  const query = useQueryState();
  const { may, whyNot } = useRole();
  const [isRecovering, setRecovering] = useState(false);
  const tabs = [
    { id: 'groups', label: 'By failure', content: <FailureGroups window={window} /> },
    { id: 'tasks', label: 'By task', content: <FailingTasks window={window} /> },
    ...presets.map((preset) => ({
      id: preset.id,
      label: preset.label,
      content:
        preset.id === 'slow' ? (
          <Slow preset={preset} window={window} />
        ) : (
          <PresetRuns preset={preset} window={window} />
        ),
    })),
    { id: 'acknowledged', label: 'Acknowledged', content: <AcknowledgedTasks /> },
  ];
  const chosen = tabs.find(({ id }) => id === query.get('view'))?.id ?? 'groups';
  return (
    <Page
      title="Needs attention"
      actions={
        <>
          <WindowChoice value={window} onChange={setWindow} />
          <Button
            look="primary"
            icon={<LifeBuoy size={14} />}
            disabled={!may('operator')}
            title={whyNot('operator') ?? undefined}
            onClick={() => setRecovering(true)}
          >
            Recover failures …
          </Button>
        </>
      }
    >
      <Tabs
        label="What needs attention"
        tabs={tabs}
        value={chosen}
        onChange={(id) =>
          query.set(
            { view: id === 'groups' ? null : id, by: null, failure: null, task: null, sort: null, ...noRow },
            'push',
          )
        }
      />
      {isRecovering && <RecoverDialog window={window} onClose={() => setRecovering(false)} />}
    </Page>
  );
}
