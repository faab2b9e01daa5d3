'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatNumber } from '@/features/time/format-time';
import { Button, IconButton } from '@/ui/button';

/** What can be done with what is ticked. */
export interface Offer<Action extends string> {
  action: Action;
  label: string;
  icon: ReactNode;
}

/** What the API takes at once by their ids. */
export const idsMax = 5_000;

export interface BulkBarFrameProps<Action extends string> {
  /** `With the selected tasks` */
  label: string;
  /** How many are acted on. */
  count: number;
  /** How many match the filter of the list; null: not known, or as many as are ticked. */
  matching: number | null;
  /** Whether all that match are acted on, and not those alone that are ticked. */
  isAll: boolean;
  onAll: () => void;
  offers: readonly Offer<Action>[];
  /** The one that cannot be taken back. */
  grave: Action;
  disabled: boolean;
  /** Why nothing can be done, if it is so. */
  why: string | null;
  onAsk: (action: Action) => void;
  onClear: () => void;
  /** Behind the actions, and what is asked before one of them. */
  children?: ReactNode;
}

/** The bar over a list while something of it is ticked: how many that is, and what can be done with them. */
export function BulkBarFrame<Action extends string>(props: BulkBarFrameProps<Action>) {
  const { label, count, matching, isAll, onAll, offers, grave, disabled, why, onAsk, onClear, children } =
    props;
  return (
    <section
      aria-label={label}
      className="border-line bg-surface shadow-float fixed inset-x-3 bottom-16 z-20 mx-auto flex max-w-fit flex-wrap items-center gap-1 rounded-lg border p-1.5 md:bottom-4"
    >
      <span role="status" className="tabular px-2 font-medium whitespace-nowrap">
        {isAll ? `All ${formatNumber(count)} that match` : `${formatNumber(count)} selected`}
      </span>
      {!isAll && matching !== null && matching > count && (
        <Button look="quiet" className="text-accent" onClick={onAll}>
          {`Select all ${formatNumber(matching)} that match`}
        </Button>
      )}
      {offers.map(({ action, label: does, icon }) => (
        <Button
          key={action}
          look="quiet"
          icon={icon}
          disabled={disabled}
          title={why ?? undefined}
          onClick={() => onAsk(action)}
          className={action === grave ? 'text-danger' : undefined}
        >
          {does}
        </Button>
      ))}
      {children}
      <IconButton label="Select nothing" icon={<X size={16} />} onClick={onClear} />
    </section>
  );
}
