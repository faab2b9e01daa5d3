'use client';

import type { Column, TableParts } from './data-table';
import { classNames } from './class-names';
import { ColumnHead } from './table';

export function DataTableHead<Row>(parts: TableParts<Row>) {
  const { columns, selection, sort, onSort } = parts;
  return (
    <thead className="bg-surface sticky top-0 z-10 shadow-[inset_0_-1px_0_var(--line)]">
      <tr aria-rowindex={1}>
        {selection !== undefined && (
          <th scope="col" className="h-9 px-0 text-center">
            <SelectPage {...parts} selection={selection} />
          </th>
        )}
        {columns.map((column) => (
          <ColumnHead
            key={column.id}
            className={classNames('truncate border-b-0 !px-2', column.align === 'end' && 'text-right')}
            {...(column.sort !== undefined &&
              onSort !== undefined && {
                sort: directionOf(column, sort),
                onSort: () => onSort(nextSort(column, sort)),
              })}
          >
            {column.hideLabel === true ? <span className="sr-only">{column.label}</span> : column.label}
          </ColumnHead>
        ))}
      </tr>
    </thead>
  );
}

function directionOf<Row>({ sort }: Column<Row>, now: string | undefined) {
  return now === sort ? ('ascending' as const) : now === `-${sort}` ? ('descending' as const) : null;
}

/** The other way round, or as a column begins. */
function nextSort<Row>({ sort = '', sortFirst }: Column<Row>, now: string | undefined): string {
  if (now === sort) return `-${sort}`;
  if (now === `-${sort}`) return sort;
  return sortFirst === 'descending' ? `-${sort}` : sort;
}

function SelectPage<Row>({
  order,
  selection,
  noun,
}: TableParts<Row> & { selection: NonNullable<TableParts<Row>['selection']> }) {
  const ticked = order.filter((key) => selection.keys.has(key)).length;
  const isAll = ticked > 0 && ticked === order.length;
  return (
    <input
      type="checkbox"
      aria-label={isAll ? `Select no ${noun}` : `Select the ${order.length} ${noun}s shown`}
      checked={isAll}
      ref={(element) => {
        if (element) element.indeterminate = ticked > 0 && !isAll;
      }}
      onChange={() => (isAll ? selection.clear() : selection.setAll(order))}
      className="accent-accent size-4 align-middle"
    />
  );
}
