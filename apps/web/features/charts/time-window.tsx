'use client';

import { useQueryState } from '@/features/url/use-query-state';
import { classNames } from '@/ui/class-names';

/** How far back figures go. */
export const timeWindows = ['1h', '6h', '24h', '7d', '30d'] as const;
export type TimeWindow = (typeof timeWindows)[number];

/** As in "in the last 24 hours". */
export const windowWords: Readonly<Record<TimeWindow, string>> = {
  '1h': 'the last hour',
  '6h': 'the last 6 hours',
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
};

/** Whether it is the name of a window. */
export const isTimeWindow = (name: string | null): name is TimeWindow =>
  timeWindows.some((window) => window === name);

/** The window of the page, kept in its address. */
export function useTimeWindow(usual: TimeWindow = '24h'): [TimeWindow, (window: TimeWindow) => void] {
  const query = useQueryState();
  const asked = query.get('window');
  const window = isTimeWindow(asked) ? asked : usual;
  return [window, (next) => query.set({ window: next === usual ? null : next })];
}

export interface WindowChoiceProps {
  /** Null: none of them. */
  value: TimeWindow | null;
  onChange: (window: TimeWindow) => void;
}

/** One of the windows, all of them in sight. */
export function WindowChoice({ value, onChange }: WindowChoiceProps) {
  return (
    <fieldset className="border-line-strong/50 flex overflow-hidden rounded-md border">
      <legend className="sr-only">Window of the figures</legend>
      {timeWindows.map((window) => (
        <label
          key={window}
          title={windowWords[window]}
          className={classNames(
            'flex h-7.5 cursor-pointer items-center px-2.5 text-xs font-medium has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
            window === value ? 'bg-accent-soft text-accent' : 'bg-surface text-ink-soft hover:bg-sunken',
          )}
        >
          <input
            type="radio"
            name="window"
            className="sr-only"
            checked={window === value}
            onChange={() => onChange(window)}
          />
          <span aria-hidden>{window}</span>
          <span className="sr-only">{windowWords[window]}</span>
        </label>
      ))}
    </fieldset>
  );
}
