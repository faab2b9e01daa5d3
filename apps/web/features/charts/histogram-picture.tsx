'use client';

import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatCount } from '@/features/time/format-time';
import { axis, countAxis } from './axis';
import type { HistogramBar } from './histogram-bars';
import { barOf } from './histogram-bars';

export interface HistogramPictureProps {
  bars: readonly HistogramBar[];
  marks: readonly { label: string; value: number | null }[];
}

/** The picture alone; `DurationHistogram` loads it when it is needed, as its library is large. */
export function HistogramPicture({ bars, marks }: HistogramPictureProps) {
  return (
    <ResponsiveContainer width="100%" height={220}>
      <BarChart data={[...bars]} margin={{ top: 18, right: 8, bottom: 0, left: 0 }} barCategoryGap="8%">
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="tick" minTickGap={12} {...axis} />
        <YAxis {...countAxis} />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const bar = payload[0]?.payload as HistogramBar | undefined;
            return active && bar !== undefined ? (
              <div className="border-line bg-surface shadow-float rounded-md border px-3 py-2 text-xs">
                <p className="font-medium">{bar.label}</p>
                <p className="text-ink-soft">{formatCount(bar.count, 'run')}</p>
              </div>
            ) : null;
          }}
        />
        <Bar dataKey="count" name="Runs" fill="var(--accent)" isAnimationActive={false} />
        {linesOf(bars, marks).map(({ tick, label, position }) => (
          <ReferenceLine
            key={tick}
            x={tick}
            stroke="var(--ink)"
            strokeDasharray="3 3"
            label={{ value: label, position, fill: 'var(--ink-soft)', fontSize: 11 }}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

/** One line for each bar that a mark lies in: marks of one bar stand together. */
function linesOf(bars: readonly HistogramBar[], marks: HistogramPictureProps['marks']) {
  const labels = new Map<number, string[]>();
  for (const { label, value } of marks) {
    const at = barOf(bars, value);
    if (at >= 0) labels.set(at, [...(labels.get(at) ?? []), label]);
  }
  return [...labels].map(([at, words]) => ({
    tick: bars[at]!.tick,
    label: words.join(', '),
    // Beside the next line there is little room above both.
    position: labels.has(at + 1) ? ('insideTopRight' as const) : ('top' as const),
  }));
}
