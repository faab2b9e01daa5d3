'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { Shortcuts } from '@/features/shell/shortcuts';
import { useShortcuts } from '@/features/shell/shortcuts';
import type { TableParts } from './data-table';

const steps = [0, 768, 1024, 1280, 1440, 1536] as const;
const belowStep = steps.slice(1).map((width) => `(max-width: ${width - 1}px)`);

function subscribe(onChange: () => void): () => void {
  const queries = belowStep.map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}

function readStep(): number {
  const at = belowStep.findIndex((query) => window.matchMedia(query).matches);
  return steps[at === -1 ? steps.length - 1 : at]!;
}

/** How wide the window is, in steps. Below 768 there is no room for columns. */
export function useWidthStep(): number {
  return useSyncExternalStore(subscribe, readStep, () => steps.at(-1)!);
}

/** The keys of a table: to go from row to row, to tick them, and what else can be done with one. */
export function useRowKeys<Row>(parts: TableParts<Row>): void {
  const { lines, activeKey, setActiveKey, selection, rowShortcuts, withKeys = true } = parts;
  const shortcuts = useMemo<Shortcuts>(() => {
    if (!withKeys) return {};
    const at = activeKey === null ? -1 : lines.findIndex(({ key }) => key === activeKey);
    const active = lines[at]?.kind === 'row' ? lines[at] : null;
    const goTo = (index: number): void => {
      const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
      if (line !== undefined) setActiveKey(line.key);
    };
    const tick = (isRange: boolean): void => {
      if (active !== null) selection?.toggle(active.tick, isRange ? active.range : undefined);
    };
    const onRow = (run: (row: Row) => void): void => {
      if (active !== null) run(active.row);
    };
    return {
      j: { does: 'Next row (Enter opens it)', run: () => goTo(at + 1) },
      k: { does: 'Previous row', run: () => goTo(at - 1) },
      ...(selection !== undefined && {
        x: { does: 'Select the row', run: () => tick(false) },
        'Shift+x': { does: 'Select up to the row', run: () => tick(true) },
      }),
      ...Object.fromEntries(
        Object.entries(rowShortcuts ?? {}).map(([key, { does, run }]) => [
          key,
          { does, run: () => onRow(run) },
        ]),
      ),
    };
  }, [lines, activeKey, setActiveKey, selection, rowShortcuts, withKeys]);
  useShortcuts(shortcuts);
}
