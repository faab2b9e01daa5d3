'use client';

import type { KeyboardEvent } from 'react';
import { formatCount } from '@/features/time/format-time';
import { Button } from './button';
import type { TableParts } from './data-table';
import type { Line, RowGroup } from './data-table-lines';
import { FoldButton } from './fold';

/** How many rows a group has, in words. */
function countText({ count }: RowGroup<never>, noun: string): string {
  if (count === null) return '';
  return formatCount(count, noun);
}

/** The name of a group with its count, for screen readers. */
export function groupName<Row>(group: RowGroup<Row>, noun: string): string {
  return [group.label, countText(group as RowGroup<never>, noun)].filter((text) => text !== '').join(', ');
}

interface GroupButtonProps<Row> {
  group: RowGroup<Row>;
  noun: string;
  onToggle: () => void;
  tabIndex?: number;
}

/** Folds a group and opens it. */
export function GroupButton<Row>({ group, noun, onToggle, tabIndex }: GroupButtonProps<Row>) {
  return (
    <FoldButton
      isOpen={group.isOpen}
      onToggle={onToggle}
      tabIndex={tabIndex}
      className="hover:bg-line/60 sticky left-1 h-8 max-w-full min-w-0 rounded-md px-2 font-semibold"
    >
      <span className="truncate">{group.label}</span>
      <span className="text-ink-soft tabular text-xs font-normal whitespace-nowrap">
        <span className="sr-only">, </span>
        {countText(group as RowGroup<never>, noun)}
      </span>
    </FoldButton>
  );
}

/** Under the rows of a group that has more: reads them, or says why it cannot. */
export function GroupMore<Row>({ group }: { group: RowGroup<Row> }) {
  if (group.isLoading && group.rows.length === 0) {
    return <span className="text-ink-soft px-2 text-xs">Reading …</span>;
  }
  return (
    <span className="sticky left-1 inline-flex items-center gap-3">
      {group.fault !== null && (
        <span role="alert" className="text-danger text-xs">
          {group.fault}
        </span>
      )}
      <Button look="quiet" className="h-7 text-xs" busy={group.isLoading} onClick={() => void group.onMore()}>
        {group.fault === null ? 'Show more' : 'Try again'}
        <span className="sr-only"> of {group.label}</span>
      </Button>
    </span>
  );
}

interface GroupLineProps<Row> {
  parts: TableParts<Row>;
  line: Exclude<Line<Row>, { kind: 'row' }>;
  /** From 0. */
  index: number;
  height: number;
}

/** The head of a group in the table, or what leads on from its rows: `j` and `k` come by, Enter does it. */
export function GroupLine<Row>({ parts, line, index, height }: GroupLineProps<Row>) {
  const { columns, selection, noun, groups, activeKey, goTo } = parts;
  const { group, key, kind } = line;
  const isHead = kind === 'head';
  const toggle = (): void => groups?.toggle(group.key);
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.target !== event.currentTarget) return;
    const folds = isHead && event.key === (group.isOpen ? 'ArrowLeft' : 'ArrowRight');
    if (event.key !== 'Enter' && !folds) return;
    event.preventDefault();
    if (isHead) toggle();
    else void group.onMore();
  };
  const Cell = isHead ? 'th' : 'td';
  return (
    <tr
      data-row-key={key}
      aria-rowindex={index + 2}
      aria-current={activeKey === key || undefined}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocus={() => goTo(key, null)}
      style={{ height }}
      className="border-line data-[head]:bg-sunken aria-[current]:shadow-[inset_3px_0_0_var(--accent)] scroll-mt-10 border-b -outline-offset-2"
      data-head={isHead || undefined}
    >
      <Cell
        scope={isHead ? 'rowgroup' : undefined}
        colSpan={columns.length + (selection === undefined ? 0 : 1)}
        className="px-1 py-0 text-left align-middle font-normal"
      >
        {isHead ? <GroupButton group={group} noun={noun} onToggle={toggle} /> : <GroupMore group={group} />}
      </Cell>
    </tr>
  );
}
