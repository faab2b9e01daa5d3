import { TriangleAlert } from 'lucide-react';
import type { Zone } from './grid';
import type { Overload } from './lane-overloads';
import { overloadLines } from './lane-overloads';

/** The lanes that have too much to do in an hour, or in some of a day, in a line each. */
export function OverloadLines({ overloads, zone }: { overloads: readonly Overload[]; zone: Zone }) {
  if (overloads.length === 0) return null;
  return (
    <ul aria-label="Lanes with too many runs" className="flex flex-wrap gap-x-4 gap-y-1 px-4 pb-2 text-xs">
      {overloadLines(overloads, zone).map((line) => (
        <li key={line} className="text-ink-soft flex items-center gap-1.5">
          <TriangleAlert aria-hidden size={13} className="text-warning shrink-0" />
          <span className="first-letter:uppercase">{line}</span>
        </li>
      ))}
    </ul>
  );
}
