'use client';

import type { ReactNode } from 'react';
import { useCallback, useMemo, useState } from 'react';
import { useAppSelector } from '@/store';
import { classNames } from './class-names';
import { DataTableCards } from './data-table-cards';
import { DataTableFoot, FreshRows } from './data-table-foot';
import { DataTableGrid } from './data-table-grid';
import { useRowKeys } from './data-table-keys';
import type { Line, RowGroups } from './data-table-lines';
import { knownLines, linesOf, ticksOf } from './data-table-lines';
import { useShownColumns } from './data-table-options';
import type { Selection } from './data-table-selection';
import { useSteadyRows } from './data-table-steady';
import { useWidthStep } from './use-width-step';

export interface Column<Row> {
  id: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Pixels; of a column that grows, at least. */
  width: number;
  /** Takes the room that is left. */
  grow?: boolean;
  align?: 'end';
  /** The word by which the server sorts it; without one it cannot be sorted by. */
  sort?: string;
  /** Where the first click on the head leads. Default ascending. */
  sortFirst?: 'ascending' | 'descending';
  /** What names the row, for screen readers. */
  isRowHeader?: boolean;
  /** Cannot be hidden. */
  isFixed?: boolean;
  /** Shown only where the window is at least so wide; 768: not beside a panel that leaves less. */
  from?: 768 | 1024 | 1280 | 1440 | 1536;
  /** Hidden until somebody asks for it. */
  isExtra?: boolean;
  /** Above columns whose content tells what it is; the label is read out all the same. */
  hideLabel?: boolean;
}

/** Keys that act on the row where one is, by what the browser calls them: `p`, `Shift+r`. */
export type RowShortcuts<Row> = Readonly<Record<string, { does: string; run: (row: Row) => void }>>;

export interface DataTableProps<Row> {
  /** Of its preferences, as `tasks`. */
  name: string;
  /** What it lists, for screen readers. */
  caption: string;
  /** Made once, or memoised. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** The rows under heads that can be folded, in place of `rows`; made once, or memoised. */
  groups?: RowGroups<Row> | undefined;
  /** What is listed (filter and sort, as text): while it stays the same, rows do not jump. */
  of: string;
  keyOf: (row: Row) => string;
  labelOf: (row: Row) => string;
  /** All rows that there are, when it is known. */
  total?: number | null;
  /** What one row is called: `task`. */
  noun: string;
  /** As the server takes it: `createdAt`, `-createdAt`. */
  sort?: string;
  onSort?: (sort: string) => void;
  selection?: Selection;
  onOpen?: (row: Row) => void;
  rowShortcuts?: RowShortcuts<Row>;
  /** In place of a row, where there is no room for columns. */
  renderCard?: (row: Row) => ReactNode;
  hasMore?: boolean;
  isLoading?: boolean;
  isLoadingMore?: boolean;
  isChanging?: boolean;
  onMore?: () => unknown;
  /** In place of no rows. */
  empty: ReactNode;
  /** The key of the row where one is, where somebody keeps it: in an address. Null: one is at none. */
  row?: string | null;
  onRow?: (key: string | null) => void;
  /** In place of where the link of a row to itself leads (`data-opens-row`), unless it is to open elsewhere. */
  onLink?: (row: Row) => void;
  /** What of the window's width is not the table's although it usually is, in pixels. Default 0. */
  takenPx?: number;
  /** Whether `j`, `k` and the row's keys are this table's; of two tables on a page, one has them. */
  withKeys?: boolean;
  /** Of the box that scrolls, as its height. */
  className?: string;
}

/**
 * Makes a line the one where one is.
 *
 * @param tick of its row; null: it is no row
 */
export type GoTo = (key: string, tick: string | null) => void;

/** What the parts of the table share. */
export interface TableParts<Row> extends DataTableProps<Row> {
  /** What is drawn, one under the other. */
  lines: readonly Line<Row>[];
  /** What can be ticked, as it is drawn, each once. */
  order: readonly string[];
  density: 'comfortable' | 'compact';
  activeKey: string | null;
  goTo: GoTo;
  /** Somebody points at rows, or reads further down: they must not move. */
  hold: (why: HoldReason, isHeld: boolean) => void;
}

export type HoldReason = 'pointer' | 'scroll' | 'focus';

/**
 * A list of things, however long: only what is seen is drawn. It is read on by its end, sorted by its heads, worked with
 * the keyboard alone (`j`, `k`, `x`, `Enter`), and its rows stay where they are while somebody is about to act on them.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, keyOf, selection, of, renderCard, isLoading = false, isChanging = false } = props;
  const density = useAppSelector((state) => state.preferences.density);
  const width = useWidthStep();
  const columns = useShownColumns(name, props.columns, useWidthStep(props.takenPx));
  const { isHeld, hold } = useHold();
  const isSelecting = selection !== undefined && selection.keys.size > 0;
  const { rows, groups } = props;
  const known = useMemo(() => knownLines({ rows, groups, keyOf }), [rows, groups, keyOf]);
  const steady = useSteadyRows(known, { keyOf: keyOfLine, isHeld: isHeld || isSelecting, of });
  const lines = useMemo(() => linesOf(steady.rows, groups), [steady.rows, groups]);
  const order = useMemo(() => ticksOf(lines), [lines]);
  const { activeKey, goTo } = useActiveLine(lines, props);
  const parts = { ...props, columns, lines, order, density, activeKey, goTo, hold };
  useRowKeys(parts);

  if (!isLoading && lines.length === 0) return <>{props.empty}</>;
  const asCards = width === 0 && renderCard !== undefined;
  return (
    <div className={classNames('relative min-w-0', isChanging && 'opacity-60')} aria-busy={isChanging}>
      <FreshRows count={steady.fresh} noun={props.noun} onShow={steady.show} />
      {asCards ? <DataTableCards {...parts} renderCard={renderCard} /> : <DataTableGrid {...parts} />}
      <DataTableFoot {...parts} />
    </div>
  );
}

const keyOfLine = ({ key }: { key: string }): string => key;

/** Where one is: at a line, or where the row stands that is kept elsewhere. */
function useActiveLine<Row>(
  lines: readonly Line<Row>[],
  { row, onRow }: Pick<DataTableProps<Row>, 'row' | 'onRow'>,
): { activeKey: string | null; goTo: GoTo } {
  const [active, setActive] = useState<{ key: string | null; tick: string | null }>(nowhere);
  if (row !== undefined && row !== active.tick) {
    const line = lines.find((each) => each.kind === 'row' && each.tick === row);
    if (line !== undefined) setActive({ key: line.key, tick: row });
    else if (row === null) setActive(nowhere);
  }
  const goTo = useCallback<GoTo>(
    (key, tick) => {
      setActive((now) => ({ key, tick: tick ?? now.tick }));
      if (tick !== null) onRow?.(tick);
    },
    [onRow],
  );
  return { activeKey: active.key, goTo };
}

const nowhere = { key: null, tick: null };

const nothing: Record<HoldReason, boolean> = { pointer: false, scroll: false, focus: false };

function useHold(): { isHeld: boolean; hold: TableParts<unknown>['hold'] } {
  const [reasons, setReasons] = useState(nothing);
  const [hold] = useState(() => (why: HoldReason, isHeld: boolean): void => {
    setReasons((now) => (now[why] === isHeld ? now : { ...now, [why]: isHeld }));
  });
  return { isHeld: reasons.pointer || reasons.scroll || reasons.focus, hold };
}
