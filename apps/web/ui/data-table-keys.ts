'use client';

import { useMemo } from 'react';
import type { Shortcuts } from '@/features/shell/shortcuts';
import { useShortcuts } from '@/features/shell/shortcuts';
import type { TableParts } from './data-table';

/** The keys of a table: to go from row to row, to tick them, and what else can be done with one. */
export function useRowKeys<Row>(parts: TableParts<Row>): void {
  const { lines, activeKey, goTo, selection, rowShortcuts, withKeys = true } = parts;
  const shortcuts = useMemo<Shortcuts>(() => {
    if (!withKeys) return {};
    const at = activeKey === null ? -1 : lines.findIndex(({ key }) => key === activeKey);
    const active = lines[at]?.kind === 'row' ? lines[at] : null;
    const goToLine = (index: number): void => {
      const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
      if (line !== undefined) goTo(line.key, line.kind === 'row' ? line.tick : null);
    };
    const tick = (isRange: boolean): void => {
      if (active !== null) selection?.toggle(active.tick, isRange ? active.range : undefined);
    };
    const onRow = (run: (row: Row) => void): void => {
      if (active !== null) run(active.row);
    };
    return {
      j: { does: 'Next row (Enter opens it)', run: () => goToLine(at + 1) },
      k: { does: 'Previous row', run: () => goToLine(at - 1) },
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
  }, [lines, activeKey, goTo, selection, rowShortcuts, withKeys]);
  useShortcuts(shortcuts);
}
