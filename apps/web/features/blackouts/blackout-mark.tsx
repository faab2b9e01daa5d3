import { Ban } from 'lucide-react';
import { classNames } from '@/ui/class-names';

/** How blackout windows are drawn wherever time is: stripes, which no state of a run has. */
export function Hatched({ className }: { className?: string }) {
  return <span aria-hidden className={classNames('hatched inline-block', className)} />;
}

/** Beside an instant that lies in a window. */
export function BlackoutMark({ name, className }: { name: string; className?: string }) {
  return (
    <span
      title={`In the blackout window ${name}: it is not run.`}
      className={classNames(
        'border-line text-ink-soft inline-flex max-w-full min-w-0 items-center gap-1 overflow-hidden rounded-md border pr-1.5 text-xs',
        className,
      )}
    >
      <Hatched className="h-5 w-2 shrink-0" />
      <Ban aria-hidden size={11} className="shrink-0" />
      <span className="truncate">
        <span className="sr-only">Not run: blackout window </span>
        {name}
      </span>
    </span>
  );
}
