'use client';

import type { TimeWindow } from '@/features/charts/time-window';
import { useQueryState } from '@/features/url/use-query-state';
import { FilterTabs } from '@/ui/filter-tabs';
import { PresetRuns } from './preset-runs';
import type { Preset } from './presets';
import { SlowTasks } from './slow-tasks';

/** Runs that took far longer than the others of their task; or the tasks by how long theirs take. */
export function Slow({ preset, window }: { preset: Preset; window: TimeWindow }) {
  const query = useQueryState();
  const isByTask = query.get('by') === 'task';
  const show = (by: 'task' | null) => () => query.set({ by }, 'push');
  return (
    <div className="flex flex-col gap-2">
      <FilterTabs
        label="What is slow"
        tabs={[
          { label: 'Slow runs', isChosen: !isByTask, onChoose: show(null) },
          { label: 'Slowest tasks', isChosen: isByTask, onChoose: show('task') },
        ]}
      />
      {isByTask ? <SlowTasks window={window} /> : <PresetRuns preset={preset} window={window} />}
    </div>
  );
}
