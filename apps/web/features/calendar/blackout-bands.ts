import type { Calendar } from './calendar.api';
import type { Zone } from './grid';
import { clockLabel } from './words';

/** A time of a blackout window, as far as it lies in what is shown. */
export interface Band {
  id: string;
  name: string;
  fromMs: number;
  toMs: number;
}

type Windows = Calendar['blackouts'];

/** The windows that hold for tasks of a tag; undefined: for any tasks. */
export function windowsOf(blackouts: Windows, tag: string | undefined): Windows {
  return blackouts.filter(({ tags }) => tag === undefined || tags.length === 0 || tags.includes(tag));
}

export function bandsWithin(blackouts: Windows, fromMs: number, toMs: number): Band[] {
  return blackouts.flatMap(({ id, name, tags, from, to }) => {
    const band = {
      id,
      name: tags.length === 0 ? name : `${name} (${tags.join(', ')})`,
      fromMs: Math.max(fromMs, Date.parse(from)),
      toMs: Math.min(toMs, Date.parse(to)),
    };
    return band.fromMs < band.toMs ? [band] : [];
  });
}

/** Bands that overlap or adjoin as one, with the names of all; in the order of time. */
export function joinedBands(bands: readonly Band[]): Band[] {
  const joined: Band[] = [];
  for (const band of [...bands].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last === undefined || band.fromMs > last.toMs) {
      joined.push({ ...band });
      continue;
    }
    last.toMs = Math.max(last.toMs, band.toMs);
    if (last.name !== band.name) last.name += `, ${band.name}`;
  }
  return joined;
}

export const namesOf = (bands: readonly Band[]): string =>
  [...new Set(bands.map(({ name }) => name))].join(', ');

/** `Maintenance 02:00 to 04:00`. */
export function bandWords({ name, fromMs, toMs }: Band, zone: Zone): string {
  const [from, to] = [clockLabel(fromMs, zone), clockLabel(toMs, zone)];
  return `${name} ${from} to ${to === '00:00' ? '24:00' : to}`;
}
