import { useTextures } from '@/ui/textures';
import type { Band } from './blackout-bands';
import { bandsWithin, joinedBands } from './blackout-bands';
import { civilMs } from '@/features/time/civil-time';
import type { Calendar } from './calendar.api';
import type { Zone } from './grid';

const fills = { band: { colour: 'var(--ink-faint)', texture: 'hatched' } } as const;
const [thickness, letterWidth] = [4, 5.4];
/** What a day with windows needs above its cells: the band, and the names above that. */
export const bandRoom = 19;

export interface HeatBandsProps {
  blackouts: Calendar['blackouts'];
  bounds: readonly number[];
  zone: Zone;
  /** Where a day's cells begin, and an hour of it; in the units of the picture. */
  rowY: (day: number) => number;
  hourX: (hour: number) => number;
}

/** The blackout windows, as striped bands above the hours that they hold, each under its name. */
export function HeatBands({ blackouts, bounds, zone, rowY, hourX }: HeatBandsProps) {
  const { defs, fillOf } = useTextures(fills);
  return (
    <g className="pointer-events-none" aria-hidden>
      {defs}
      {bounds.slice(0, -1).map((dayMs, day) => {
        const dayEnd = { dayMs, endMs: bounds[day + 1]!, zone };
        const bands = joinedBands(bandsWithin(blackouts, dayMs, dayEnd.endMs)).map((band) => ({
          ...band,
          x: hoursOf(band, dayEnd).map(hourX) as [number, number],
        }));
        return bands.map(({ id, name, fromMs, x: [x, end] }, index) => (
          <g key={`${day} ${id} ${fromMs}`}>
            <rect
              x={x}
              y={rowY(day) - thickness - 2}
              width={Math.max(3, end - x)}
              height={thickness}
              rx={1.5}
              fill={fillOf('band')}
            />
            <text x={x} y={rowY(day) - thickness - 5} className="fill-ink-soft text-[10px] font-medium">
              {fitted(name, (bands[index + 1]?.x[0] ?? hourX(24)) - x)}
            </text>
          </g>
        ));
      })}
    </g>
  );
}

/** By the clock on the wall, as the cells stand: a day on which the clocks change has 24 of them, too. */
function hoursOf(
  { fromMs, toMs }: Band,
  { dayMs, endMs, zone }: { dayMs: number; endMs: number; zone: Zone },
): [number, number] {
  const hourOf = (ms: number): number => {
    const date = new Date(civilMs(ms, zone));
    return date.getUTCHours() + date.getUTCMinutes() / 60;
  };
  return [fromMs === dayMs ? 0 : hourOf(fromMs), toMs === endMs ? 24 : hourOf(toMs)];
}

/** As much of a name as there is room for, up to the next one; nothing where that would tell nothing. */
function fitted(name: string, width: number): string {
  const room = Math.floor((width - 6) / letterWidth);
  if (name.length <= room) return name;
  return room < 4 ? '' : `${name.slice(0, room - 1)}…`;
}
