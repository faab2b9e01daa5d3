'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTextures } from '@/ui/textures';
import { axis, countAxis, formatAxisTime } from './axis';
import type { Outcome, OutcomeBar } from './outcomes';
import { outcomeFills, outcomeNames, outcomesIn } from './outcomes';

export interface OutcomeBarsPictureProps {
  bars: readonly OutcomeBar[];
  bucketMs: number;
  onPick: (bar: OutcomeBar, outcome: Outcome | null) => void;
}

/** The picture alone; `OutcomeBars` loads it when it is needed, as its library is large. */
export function OutcomeBarsPicture({ bars, bucketMs, onPick }: OutcomeBarsPictureProps) {
  const { defs, fillOf } = useTextures(outcomeFills);
  const shown = outcomesIn(bars);
  return (
    <ResponsiveContainer width="100%" height={220}>
      <BarChart
        data={[...bars]}
        margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="12%"
        onClick={({ activeTooltipIndex }, event) => {
          if (event.defaultPrevented) return;
          const bar = bars[Number(activeTooltipIndex)];
          if (bar !== undefined) onPick(bar, null);
        }}
        className="cursor-pointer"
      >
        {defs}
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          tickFormatter={(at: string) => formatAxisTime(at, bucketMs)}
          minTickGap={36}
          {...axis}
        />
        <YAxis {...countAxis} />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          content={({ active, payload }) =>
            active ? (
              <BarWords bar={payload[0]?.payload as OutcomeBar | undefined} bucketMs={bucketMs} />
            ) : null
          }
        />
        {shown.map((outcome) => (
          <Bar
            key={outcome}
            dataKey={(bar: OutcomeBar) => bar.counts[outcome]}
            name={outcomeNames[outcome]}
            stackId="runs"
            fill={fillOf(outcome)}
            stroke={outcomeFills[outcome].colour}
            strokeWidth={outcomeFills[outcome].texture === 'outlined' ? 1 : 0}
            isAnimationActive={false}
            onClick={({ payload }, _index, event) => {
              event.preventDefault();
              onPick(payload as OutcomeBar, outcome);
            }}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

function BarWords({ bar, bucketMs }: { bar: OutcomeBar | undefined; bucketMs: number }) {
  if (bar === undefined) return null;
  return (
    <div className="border-line bg-surface shadow-float rounded-md border px-3 py-2 text-xs">
      <p className="font-medium">From {formatAxisTime(bar.at, Math.min(bucketMs, 3_600_000), true)}</p>
      {outcomesIn([bar]).map((outcome) => (
        <p key={outcome} className="text-ink-soft flex justify-between gap-4">
          {outcomeNames[outcome]} <span className="text-ink tabular">{bar.counts[outcome]}</span>
        </p>
      ))}
      {bar.total === 0 && <p className="text-ink-soft">No runs</p>}
    </div>
  );
}
