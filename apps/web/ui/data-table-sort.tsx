'use client';

import { useId } from 'react';
import type { Column } from './data-table';
import { Select } from './field';

export interface SortChoiceProps<Row> {
  columns: readonly Column<Row>[];
  /** As the table has it: `createdAt`, `-createdAt`. */
  sort: string;
  onSort: (sort: string) => void;
}

/** By what a list is sorted, where there are cards in place of columns, and so no heads. */
export function SortChoice<Row>({ columns, sort, onSort }: SortChoiceProps<Row>) {
  const id = useId();
  const sortable = columns.filter((column) => column.sort !== undefined);
  return (
    <div className="flex shrink-0 items-center gap-2">
      <label htmlFor={id} className="text-ink-soft whitespace-nowrap">
        Sort by
      </label>
      <Select id={id} value={sort} onChange={({ target }) => onSort(target.value)} className="max-w-56">
        {sortable.flatMap(({ id: column, label, sort: word = '', sortFirst }) => {
          const ways = [
            <option key={column} value={word}>{`${label}, ascending`}</option>,
            <option key={`-${column}`} value={`-${word}`}>{`${label}, descending`}</option>,
          ];
          return sortFirst === 'descending' ? ways.reverse() : ways;
        })}
      </Select>
    </div>
  );
}
