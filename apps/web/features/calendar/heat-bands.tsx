import { useTextures } from '@/ui/textures';
import type { Band } from './blackout-bands';
import { bandsWithin, joinedBands } from './blackout-bands';
import type { Calendar } from './calendar.api';
import type { Zone } from './grid';

const fills = { band: { colour: 'var(--ink-faint)', texture: 'hatched' } } as const;
const thickness = 9;

export interface HeatBandsProps {
  blackouts: Calendar['blackouts'];
  bounds: readonly number[];
  zone: Zone;
  /** Where a day's row begins, and an hour of it; in the units of the picture. */
  rowY: (day: number) => number;
  hourX: (hour: number) => number;
}

/** The blackout windows, as striped bands with their names across the hours that they hold. */
export function HeatBands({ blackouts, bounds, zone, rowY, hourX }: HeatBandsProps) {
  const { defs, fillOf } = useTextures(fills);
  return (
    <g className="pointer-events-none" aria-hidden>
      {defs}
      {bounds.slice(0, -1).map((dayMs, day) =>
        joinedBands(bandsWithin(blackouts, dayMs, bounds[day + 1]!)).map((band) => {
          const [x, end] = hoursOf(band, { dayMs, endMs: bounds[day + 1]!, zone }).map(hourX);
          const [y, length] = [rowY(day), Math.max(3, end! - x!)];
          return (
            <g key={`${day} ${band.id} ${band.fromMs}`}>
              <rect x={x} y={y} width={length} height={thickness} rx={2} fill={fillOf('band')} />
              {length > 60 && (
                <text
                  x={x! + 5}
                  y={y + 7.5}
                  className="fill-ink stroke-surface text-[8.5px] font-semibold"
                  strokeWidth={2.5}
                  paintOrder="stroke"
                >
                  {fitted(band.name, length)}
                </text>
              )}
            </g>
          );
        }),
      )}
    </g>
  );
}

/** By the clock on the wall, as the cells stand: a day on which the clocks change has 24 of them, too. */
function hoursOf(
  { fromMs, toMs }: Band,
  { dayMs, endMs, zone }: { dayMs: number; endMs: number; zone: Zone },
): [number, number] {
  const hourOf = (ms: number): number => {
    const date = new Date(ms);
    return zone === 'utc'
      ? date.getUTCHours() + date.getUTCMinutes() / 60
      : date.getHours() + date.getMinutes() / 60;
  };
  return [fromMs === dayMs ? 0 : hourOf(fromMs), toMs === endMs ? 24 : hourOf(toMs)];
}

/** As much of a name as there is room for. */
function fitted(name: string, length: number): string {
  const room = Math.floor((length - 10) / 4.8);
  return name.length <= room ? name : `${name.slice(0, room - 1)}…`;
}
