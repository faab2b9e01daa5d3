'use client';

import { Maximize2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { isWriting } from '@/features/shell/shortcuts';
import { IconButton } from './button';
import { classNames } from './class-names';
import { Link } from './link';
import { LoadingRows } from './states';

export interface PanelPlace {
  /** Of what it shows. */
  id: string;
  /** How often somebody wanted to be led into it; each time it takes the focus once it has something to tell. */
  wishes: number;
  onClose: () => void;
}

export interface SidePanelProps extends Omit<PanelPlace, 'id'> {
  title: string;
  /** The whole page. */
  href: string;
  /** Whether it tells what it is about, or why it cannot. */
  isReady: boolean;
  /** Under the title: a state, tags. */
  badge?: ReactNode;
  children: ReactNode;
}

const shape =
  'border-line bg-surface sticky top-16 flex max-h-[max(20rem,calc(100dvh-13.5rem))] w-96 shrink-0 flex-col rounded-lg border';

/** A list, and beside it what one of its rows is about. The list stays what it is when the panel comes and goes. */
export function WithPanel({ panel, children }: { panel: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-start gap-4">
      <div className="flex min-w-0 flex-1 flex-col gap-4">{children}</div>
      {panel}
    </div>
  );
}

/** In the panel's place until it has come, with its size. */
export function PanelComes() {
  return (
    <div className={classNames(shape, 'min-h-72 p-4')}>
      <LoadingRows label="Loading the panel" />
    </div>
  );
}

/** What stands beside a list; its heading leads to the whole page, and Escape closes it. */
export function SidePanel(props: SidePanelProps) {
  const { title, href, isReady, wishes, badge, onClose, children } = props;
  const id = useId();
  const heading = useRef<HTMLAnchorElement>(null);
  const granted = useRef(0);
  useEffect(() => {
    if (!isReady || granted.current === wishes) return;
    granted.current = wishes;
    heading.current?.focus({ preventScroll: true });
  }, [isReady, wishes]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isWriting(event)) onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <aside aria-labelledby={id} className={shape}>
      <header className="border-line flex items-start gap-1 border-b py-2.5 pr-2 pl-4">
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          <h2 id={id} className="min-w-0 py-1 font-semibold">
            <Link ref={heading} href={href} className="block rounded break-words hover:underline">
              {title}
            </Link>
          </h2>
          {badge}
        </div>
        <Link
          href={href}
          aria-label="Open the whole page"
          title="Open the whole page"
          className="text-ink-soft hover:bg-sunken hover:text-ink inline-flex size-8 shrink-0 items-center justify-center rounded-md"
        >
          <Maximize2 size={14} aria-hidden />
        </Link>
        <IconButton label="Close (Esc)" icon={<X size={16} />} onClick={onClose} />
      </header>
      <div className="flex min-h-0 flex-col gap-3 overflow-auto p-3">{children}</div>
    </aside>
  );
}
