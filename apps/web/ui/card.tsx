import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names';

export interface CardProps {
  title?: ReactNode;
  /** The window or the source of what is shown, beside the title. */
  note?: ReactNode;
  actions?: ReactNode;
  className?: string;
  /** Without the inner margin, as for tables. */
  flush?: boolean;
  children: ReactNode;
}

/** A group of things that belong together, under one title. */
export function Card({ title, note, actions, className, flush = false, children }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={classNames('border-line bg-surface min-w-0 rounded-lg border', className)}
    >
      {title !== undefined && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {note !== undefined && <span className="text-ink-faint text-xs">{note}</span>}
          {actions !== undefined && (
            <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-2">{actions}</div>
          )}
        </header>
      )}
      <div className={classNames(!flush && 'p-4', title !== undefined && !flush && 'pt-1')}>{children}</div>
    </section>
  );
}
