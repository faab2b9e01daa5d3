import { localZone } from '@/features/time/local-zone';
import type { Band } from './blackout-bands';
import { bandWords } from './blackout-bands';
import type { DayTotal, HeatCell, Zone } from './grid';
import { hourMs, runsOf } from './grid';
import type { Overload } from './lane-overloads';
import { overloadLines, overloadWords } from './lane-overloads';
import { clockChange, clockLabel, countWords, dayLabel, hourLabel, shortNumber } from './words';

/** What there is to say of an hour or a day: what it is, and the rest line by line. */
export interface CellWords {
  title: string;
  lines: readonly string[];
}

/** The same in one sentence, for those who do not see it. */
export const labelOf = ({ title, lines }: CellWords): string => `${title}: ${lines.join(', ')}`;

interface Notes {
  bands: readonly Band[];
  overloads: readonly Overload[];
  zone: Zone;
}

/** @param dayMs where its day begins */
export function hourWords(cell: HeatCell, dayMs: number, { bands, overloads, zone }: Notes): CellWords {
  const { hour, times, planned, past, fromMs } = cell;
  const title = `${dayLabel(dayMs, zone, 'long')}, ${hourLabel(hour)} to ${hourLabel(hour + 1)}`;
  if (times === 0) return { title, lines: ['this hour is missing, as the clocks go forward'] };
  const counts = countWords({ planned, ...(past ?? { completed: 0, failed: 0, other: 0 }) });
  return {
    title,
    lines: [
      ...(counts.length === 0 ? ['nothing'] : withTotal(counts, shortNumber(runsOf(cell)))),
      ...(times > 1 ? ['this hour comes twice, as the clocks go back'] : []),
      ...bandLines(bands, zone),
      ...overloads.map(overloadWords),
      ...(fromMs === null ? [] : otherClocks(fromMs, fromMs + times * hourMs, zone)),
    ],
  };
}

export function dayWords(
  total: DayTotal,
  [fromMs, toMs]: readonly [number, number],
  { bands, overloads, zone }: Notes,
): CellWords {
  const counts = countWords(total);
  const clocks = clockChange(fromMs, toMs, zone);
  return {
    title: dayLabel(fromMs, zone, 'long'),
    lines: [
      ...(counts.length === 0 ? ['nothing'] : counts),
      ...(clocks === null ? [] : [clocks.replace(/^T/, 't')]),
      ...bandLines(bands, zone),
      ...overloadLines(overloads, zone),
    ],
  };
}

/** What stands on the cell is said of it too. */
const withTotal = (counts: string[], total: string): string[] =>
  counts.length === 1 && counts[0]!.startsWith(`${total} `) ? counts : [`${total} in all`, ...counts];

const bandLines = (bands: readonly Band[], zone: Zone): string[] =>
  bands.map((band) => `blackout window ${bandWords(band, zone)}`);

/** The hour by the clocks that are not shown: one’s own, and UTC. */
function otherClocks(fromMs: number, toMs: number, zone: Zone): string[] {
  const others = [...new Set([localZone(), 'UTC'])].filter((other) => other !== zone);
  return others.map(
    (other) =>
      `${clockLabel(fromMs, other)} to ${clockLabel(toMs, other)} ${other === 'UTC' ? 'UTC' : `local time (${other})`}`,
  );
}
