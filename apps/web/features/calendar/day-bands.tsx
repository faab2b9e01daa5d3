import { Hatched } from '@/features/blackouts/blackout-mark';
import type { Band } from './blackout-bands';
import { bandWords } from './blackout-bands';
import type { Zone } from './grid';

/** The blackout windows of a day, or of an hour, in a line each. */
export function DayBands({ bands, zone }: { bands: readonly Band[]; zone: Zone }) {
  if (bands.length === 0) return null;
  return (
    <ul aria-label="Blackout windows" className="flex flex-wrap gap-x-4 gap-y-1 px-4 pb-2 text-xs">
      {bands.map((band) => (
        <li key={`${band.id} ${band.fromMs}`} className="text-ink-soft flex items-center gap-1.5">
          <Hatched className="border-line h-3.5 w-6 shrink-0 rounded-sm border" />
          {bandWords(band, zone)}
        </li>
      ))}
    </ul>
  );
}
