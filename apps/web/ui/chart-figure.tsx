'use client';

import { Table2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { IconButton } from './button';
import { ColumnHead, Row, Cell, Table } from './table';

export interface ChartFigureProps {
  /** What the picture shows, for screen readers and as the table's caption. */
  title: string;
  /** What it says, in a sentence; read instead of the picture, and shown under it. */
  summary: ReactNode;
  /** The same as figures. */
  table: { heads: readonly string[]; rows: readonly (readonly ReactNode[])[] };
  /** Before the button that shows the table: a legend, buttons. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A picture of figures that can also be read as a table. */
export function ChartFigure({ title, summary, table, tools, children }: ChartFigureProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure aria-labelledby={id} className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {tools}
        <IconButton
          className="ml-auto"
          label={asTable ? 'View as picture' : 'View as table'}
          aria-pressed={asTable}
          icon={<Table2 size={14} />}
          onClick={() => setAsTable(!asTable)}
        />
      </div>
      {asTable ? (
        <div className="max-h-80 overflow-y-auto">
          <Table caption={title}>
            <thead>
              <tr>
                {table.heads.map((head) => (
                  <ColumnHead key={head}>{head}</ColumnHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((cells, row) => (
                <Row key={row}>
                  {cells.map((cell, column) => (
                    <Cell key={column}>{cell}</Cell>
                  ))}
                </Row>
              ))}
            </tbody>
          </Table>
        </div>
      ) : (
        children
      )}
      <figcaption id={id} className="text-ink-faint text-xs">
        <span className="sr-only">{title}. </span>
        {summary}
      </figcaption>
    </figure>
  );
}
