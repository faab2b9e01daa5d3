import { TriangleAlert } from 'lucide-react';
import type { Zone } from './grid';
import type { Overload } from './lane-overloads';
import { overloadWords } from './lane-overloads';
import { clockLabel } from './words';

/** The lanes that have too much to do in some hours of a day, or in one, in a line each. */
export function OverloadLines({ overloads, zone }: { overloads: readonly Overload[]; zone: Zone }) {
  if (overloads.length === 0) return null;
  return (
    <ul aria-label="Lanes with too many runs" className="flex flex-wrap gap-x-4 gap-y-1 px-4 pb-2 text-xs">
      {overloads.map((overload) => (
        <li key={`${overload.at} ${overload.lane}`} className="text-ink-soft flex items-center gap-1.5">
          <TriangleAlert aria-hidden size={13} className="text-warning shrink-0" />
          {clockLabel(Date.parse(overload.at), zone)} {overloadWords(overload)}
        </li>
      ))}
    </ul>
  );
}
