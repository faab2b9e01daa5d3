'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { useAppSelector } from '@/store';
import { IconButton } from './button';
import type { Column } from './data-table';
import { useMenuButton } from './menu-button';
import { onDemand } from './on-demand';

/** Hidden without anybody having chosen, until somebody chooses. */
function defaultHidden(columns: readonly Column<never>[]): string[] {
  return columns.filter(({ isExtra = false }) => isExtra).map(({ id }) => id);
}

/** The columns of a table that are not hidden, and have room in a window of this width. */
export function useShownColumns<Row>(
  name: string,
  columns: readonly Column<Row>[],
  width: number,
): readonly Column<Row>[] {
  const chosen = useAppSelector((state) => state.preferences.hiddenColumns[name]);
  return useMemo(() => {
    const hidden = chosen ?? defaultHidden(columns);
    return columns.filter(
      ({ id, isFixed = false, from = 0 }) => isFixed || (from <= width && !hidden.includes(id)),
    );
  }, [chosen, columns, width]);
}

export interface TableOptionsProps<Row> {
  /** The table's, as in DataTable. */
  name: string;
  columns: readonly Column<Row>[];
  /** Whether rows come in pages of the chosen size. */
  withPageSize?: boolean;
}

const TableOptionsMenu = onDemand(() =>
  import('./data-table-options-menu').then((module) => module.TableOptionsMenu),
);

/** Which columns a table shows, and how high its rows are; kept in the browser. */
export function TableOptions<Row>({ name, columns, withPageSize = false }: TableOptionsProps<Row>) {
  const chosen = useAppSelector((state) => state.preferences.hiddenColumns[name]);
  const { button, menu } = useMenuButton(
    <IconButton look="plain" label="Columns and rows" icon={<SlidersHorizontal size={14} />} />,
  );
  return (
    <>
      {button}
      {menu !== null && (
        <TableOptionsMenu
          menu={menu}
          name={name}
          columns={columns.filter(({ isFixed = false }) => !isFixed)}
          hidden={chosen ?? defaultHidden(columns)}
          withPageSize={withPageSize}
        />
      )}
    </>
  );
}
