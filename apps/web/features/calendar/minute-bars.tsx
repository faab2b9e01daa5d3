'use client';

import { ChartFigure } from '@/ui/chart-figure';
import { classNames } from '@/ui/class-names';
import { useTextures } from '@/ui/textures';

const fills = { band: { colour: 'var(--ink-faint)', texture: 'hatched' } } as const;
const [width, height, bottom] = [600, 96, 16];

/** Planned runs of each minute of an hour; the suggested ones are marked. */
export function MinuteBars({
  counts,
  quiet,
  bands,
}: {
  counts: readonly number[];
  quiet: readonly number[];
  /** Blackout windows, in minutes of the hour. */
  bands: readonly { from: number; to: number }[];
}) {
  const { defs, fillOf } = useTextures(fills);
  const most = Math.max(1, ...counts);
  const busiest = counts.indexOf(Math.max(...counts));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const step = width / counts.length;
  return (
    <ChartFigure
      title="Planned runs by minute"
      summary={
        total === 0
          ? 'Nothing is planned in this hour.'
          : `${total} runs; the busiest minute is :${pad(busiest)} with ${counts[busiest]}. Triangles mark quiet minutes.${bands.length > 0 ? ' Stripes mark blackout windows.' : ''}`
      }
      table={{
        heads: ['Minute', 'Runs'],
        rows: counts.map((count, minute) => [`:${pad(minute)}`, count]),
      }}
    >
      <svg viewBox={`0 0 ${width} ${height + bottom}`} className="w-full" aria-hidden>
        {defs}
        {bands.map(({ from, to }) => (
          <rect
            key={`${from} ${to}`}
            x={from * step}
            width={(to - from) * step}
            y={0}
            height={height}
            fill={fillOf('band')}
            fillOpacity={0.35}
          />
        ))}
        {counts.map((count, minute) => (
          <rect
            key={minute}
            x={minute * step + 1}
            width={step - 2}
            y={height - Math.max(count === 0 ? 1 : 3, (count / most) * (height - 8))}
            height={Math.max(count === 0 ? 1 : 3, (count / most) * (height - 8))}
            rx={1}
            className={classNames(count === 0 ? 'fill-line-strong' : 'fill-accent')}
          />
        ))}
        {quiet.map((minute) => {
          const x = minute * step + step / 2;
          return <path key={minute} d={`M${x - 4} 2h8l-4 7z`} className="fill-success" />;
        })}
        {[0, 15, 30, 45].map((minute) => (
          <text key={minute} x={minute * step} y={height + 13} className="fill-ink-faint text-[11px]">
            :{pad(minute)}
          </text>
        ))}
      </svg>
    </ChartFigure>
  );
}

const pad = (minute: number): string => String(minute).padStart(2, '0');
