'use client';

import type { Problem } from '@/api/problem';
import { Card } from '@/ui/card';
import type { DataTableProps } from '@/ui/data-table';
import { DataTable } from '@/ui/data-table';
import { ProblemPanel, StaleBanner } from '@/ui/states';

export interface FilteredTableProps<Row> extends DataTableProps<Row> {
  isLoading: boolean;
  problem: Problem | null;
  /** What is wrong with the filter, which its box tells; null: nothing. */
  fault: string | null;
  onRetry: () => void;
}

/** The table of what a filter leaves: or why it cannot be read; or, above it, that it is out of date. */
export function FilteredTable<Row>({ problem, fault, onRetry, ...table }: FilteredTableProps<Row>) {
  const shown = fault === null ? problem : null;
  if (shown !== null && table.isLoading) {
    return (
      <Card flush className="overflow-clip">
        <ProblemPanel problem={shown} onRetry={onRetry} />
      </Card>
    );
  }
  return (
    <>
      {shown !== null && <StaleBanner problem={shown} onRetry={onRetry} />}
      <Card flush className="overflow-clip">
        <DataTable {...table} isLoading={table.isLoading && problem === null} />
      </Card>
    </>
  );
}
