import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

/**
 * A real table that scrolls sideways inside its box, never the page: `relative` keeps what is only read out in the box
 * as well. The caption is read out, not shown.
 */
export function Table({
  caption,
  className,
  children,
  ...props
}: ComponentProps<'table'> & { caption: string }) {
  return (
    <div className="relative min-w-0 overflow-x-auto" role="group" aria-label={caption} tabIndex={0}>
      <table {...props} className={classNames('w-full border-collapse text-left', className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export interface ColumnHeadProps {
  children: ReactNode;
  /** Of this column; undefined: it cannot be sorted by, null: it is not at the moment. */
  sort?: 'ascending' | 'descending' | null;
  onSort?: () => void;
  className?: string;
}

export function ColumnHead({ children, sort, onSort, className }: ColumnHeadProps) {
  const arrow =
    sort === 'ascending' ? <ArrowUp size={12} /> : sort === 'descending' ? <ArrowDown size={12} /> : null;
  return (
    <th
      scope="col"
      aria-sort={sort ?? undefined}
      className={classNames(
        'text-ink-soft border-line h-9 border-b px-3 text-xs font-medium whitespace-nowrap',
        className,
      )}
    >
      {sort === undefined ? (
        children
      ) : (
        <button type="button" onClick={onSort} className="hover:text-ink inline-flex h-7 items-center gap-1">
          {children}
          {arrow}
        </button>
      )}
    </th>
  );
}

/** Over a column of buttons, which say themselves what they do. */
export function ActionsHead() {
  return (
    <ColumnHead>
      <span className="sr-only">Actions</span>
    </ColumnHead>
  );
}

export function Row({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      {...props}
      className={classNames(
        'border-line hover:bg-sunken/60 aria-selected:bg-accent-soft border-b last:border-b-0',
        className,
      )}
    />
  );
}

export function Cell({ className, ...props }: ComponentProps<'td'>) {
  return <td {...props} className={classNames('px-3 py-2 align-middle', className)} />;
}
