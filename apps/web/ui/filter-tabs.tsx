'use client';

import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface FilterTab {
  label: string;
  icon?: ReactNode;
  /** How many there are; '' while that is not known; undefined: not counted. */
  count?: string;
  isChosen: boolean;
  onChoose: () => void;
}

/** Parts of a list beside each other, of which one is shown. */
export function FilterTabs({ label, tabs }: { label: string; tabs: readonly FilterTab[] }) {
  return (
    <nav aria-label={label} className="-mx-1 flex min-w-0 gap-1 overflow-x-auto p-1 max-md:flex-wrap">
      {tabs.map((tab) => (
        <button
          key={tab.label}
          type="button"
          aria-pressed={tab.isChosen}
          onClick={tab.onChoose}
          className={classNames(
            'inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md px-3 font-medium whitespace-nowrap',
            tab.isChosen ? 'bg-accent-soft text-ink' : 'text-ink-soft hover:bg-sunken hover:text-ink',
          )}
        >
          {tab.icon}
          {tab.label}
          {tab.count !== undefined && (
            <span className="text-ink-faint tabular min-w-4 text-left text-xs">{tab.count}</span>
          )}
        </button>
      ))}
    </nav>
  );
}
