import { Link } from './link';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover border-transparent',
  plain: 'bg-surface text-ink hover:bg-sunken border-line-strong/50',
  quiet: 'bg-transparent text-ink-soft hover:bg-sunken hover:text-ink border-transparent',
  danger: 'bg-danger text-surface hover:opacity-90 border-transparent',
};

const shape =
  'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-50 disabled:cursor-not-allowed aria-disabled:opacity-50';

interface Common {
  look?: Look;
  /** Before the words. */
  icon?: ReactNode;
}

export type ButtonProps = ComponentProps<'button'> &
  Common & {
    /** Shown instead of the icon while what it began has not ended; the button then does nothing. */
    busy?: boolean;
  };

export function Button({ look = 'plain', icon, busy = false, className, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      disabled={props.disabled === true || busy}
      aria-busy={busy || undefined}
      className={classNames(shape, looks[look], 'px-3', className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A button that is an icon; the label is read out and shown as a tooltip. */
export function IconButton({
  label,
  look = 'quiet',
  icon,
  className,
  ...props
}: ButtonProps & { label: string }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...props}
      className={classNames(shape, looks[look], 'w-8', className)}
    >
      {icon}
    </button>
  );
}

/** A link that looks like a button: it leads somewhere, and changes nothing. */
export function ButtonLink({
  look = 'plain',
  icon,
  className,
  children,
  ...props
}: ComponentProps<typeof Link> & Common) {
  return (
    <Link {...props} className={classNames(shape, looks[look], 'px-3', className)}>
      {icon}
      {children}
    </Link>
  );
}

/** A link that looks like a button, to what is no page of ours: the whole document goes there. */
export function ButtonAnchor({
  look = 'plain',
  icon,
  busy = false,
  className,
  children,
  ...props
}: ComponentProps<'a'> & Common & { busy?: boolean }) {
  return (
    <a {...props} aria-busy={busy || undefined} className={classNames(shape, looks[look], 'px-3', className)}>
      {busy ? <Spinner /> : icon}
      {children}
    </a>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden
      className="size-4 animate-spin rounded-full border-2 border-current border-t-transparent"
    />
  );
}
