import type { ReactNode } from 'react';
import { Hatched } from '@/features/blackouts/blackout-mark';
import { otherWords } from './words';

export interface HeatLegendProps {
  hasBlackouts: boolean;
  hasOverloads: boolean;
  /** What the clocks do in what is shown. */
  hasMissing: boolean;
  hasTwice: boolean;
}

/** What the marks of the heat map stand for; of what is rare, only while it is there. */
export function HeatLegend({ hasBlackouts, hasOverloads, hasMissing, hasTwice }: HeatLegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      <Item sign={<span className="bg-accent size-3 rounded-sm opacity-60" />}>Planned</Item>
      <Item sign={<span className="bg-success size-3 rounded-sm opacity-60" />}>Completed</Item>
      <Item sign={<span className="bg-danger size-3 rounded-sm opacity-60" />}>! Failed</Item>
      <Item sign={<span className="bg-ink-faint size-3 rounded-sm opacity-60" />}>
        <span className="first-letter:uppercase">{otherWords}</span>
      </Item>
      <Item sign={<span className="border-ink size-3 rounded-sm border-2" />}>Now</Item>
      {hasBlackouts && (
        <Item sign={<Hatched className="border-line size-3 rounded-sm border" />}>Blackout window</Item>
      )}
      {hasOverloads && (
        <Item
          sign={
            <svg width={11} height={9}>
              <path d="M0 9h11l-5.5 -9z" className="fill-warning" />
            </svg>
          }
        >
          More than a lane lets begin
        </Item>
      )}
      {hasMissing && (
        <Item sign={<span className="border-line-strong size-3 rounded-sm border border-dashed" />}>
          Missing: the clocks go forward
        </Item>
      )}
      {hasTwice && (
        <Item sign={<span className="text-warning font-semibold">2×</span>}>
          Comes twice: the clocks go back
        </Item>
      )}
    </ul>
  );
}

function Item({ sign, children }: { sign: ReactNode; children: ReactNode }) {
  return (
    <li className="text-ink-soft flex items-center gap-1.5 text-xs">
      <span aria-hidden className="flex">
        {sign}
      </span>
      {children}
    </li>
  );
}
