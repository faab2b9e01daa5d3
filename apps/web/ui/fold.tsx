'use client';

import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface FoldButtonProps {
  isOpen: boolean;
  onToggle: () => void;
  tabIndex?: number | undefined;
  className?: string;
  children: ReactNode;
}

/** Opens what is folded under it, and folds it again. */
export function FoldButton({ isOpen, onToggle, tabIndex, className, children }: FoldButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      tabIndex={tabIndex}
      onClick={onToggle}
      className={classNames('group flex cursor-pointer items-center gap-1.5 text-left', className)}
    >
      <ChevronRight size={14} aria-hidden className="shrink-0 group-aria-expanded:rotate-90" />
      {children}
    </button>
  );
}
