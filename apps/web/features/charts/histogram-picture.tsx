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
import { markLines } from './histogram-bars';

export interface HistogramPictureProps {
  bars: readonly HistogramBar[];
  marks: readonly { label: string; value: number | null }[];
}

/** Above the bars, where the marks have their names: one over the other where they stand close. */
const firstRowHeight = 18;
const rowHeight = 13;

/** The picture alone; `DurationHistogram` loads it when it is needed, as its library is large. */
export function HistogramPicture({ bars, marks }: HistogramPictureProps) {
  const lines = markLines(bars, marks);
  const top = firstRowHeight + rowHeight * Math.max(0, ...lines.map(({ row }) => row));
  return (
    <ResponsiveContainer width="100%" height={220}>
      <BarChart data={[...bars]} margin={{ top, right: 8, bottom: 0, left: 0 }} barCategoryGap="8%">
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
        {lines.map(({ tick, label, row }) => (
          <ReferenceLine
            key={tick}
            x={tick}
            stroke="var(--ink)"
            strokeDasharray="3 3"
            label={{
              value: label,
              position: 'top',
              dy: -row * rowHeight,
              fill: 'var(--ink-soft)',
              fontSize: 11,
            }}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
